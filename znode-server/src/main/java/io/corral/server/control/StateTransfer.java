package io.corral.server.control;

import java.io.IOException;
import java.io.InputStream;

/** Copies of the whole replicated state, for backups. Safe for any thread; whether the caller may is for them to ask. */
public interface StateTransfer {

    /** Whether somebody may copy or replace the state; may look revoked certificates up, and take its time. */
    Admission admit(Credentials shown);

    /** The state as it is now. */
    StateCopy copy();

    /** The newest snapshot of this server, written for its own use. */
    LastSnapshot lastSnapshot();

    /**
     * Replaces the state of all servers by a copy in ZooKeeper's snapshot format, in one step. Blocks until this server has done
     * so.
     *
     * @param snapshot the copy
     * @return the last transaction id of the state afterwards
     * @throws IOException when the copy is damaged or too large, or when the step could not be taken in time; the message says which
     */
    long restore(InputStream snapshot) throws IOException;
}
