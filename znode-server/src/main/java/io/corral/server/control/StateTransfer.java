package io.corral.server.control;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;

/** Copies of the whole replicated state, for backups. Safe for any thread; whether the caller may is for them to ask. */
public interface StateTransfer {

    /**
     * Whether somebody may copy or replace the state.
     *
     * @param scheme the scheme they authenticate with, such as {@code digest}
     * @param proof what they show, such as {@code user:password}
     * @param from where they are
     */
    Admission admit(String scheme, byte[] proof, InetAddress from);

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
