package io.corral.raft.port;

import java.io.IOException;
import java.io.OutputStream;

/** A state held for a snapshot. */
public interface StateCapture {

    /**
     * Writes the state, at least one byte: a snapshot of none is that of a witness, and not restored. Called once, on the snapshot thread, while newer entries are being applied. Does not close the
     * stream.
     */
    void writeTo(OutputStream out) throws IOException;
}
