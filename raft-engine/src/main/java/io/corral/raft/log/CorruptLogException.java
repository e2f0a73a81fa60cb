package io.corral.raft.log;

import java.io.IOException;

/**
 * The log holds a damaged record in front of records that were made durable later, so the damage is no torn write but
 * lost acknowledged data. The node must not start on the strength of such a log.
 */
public final class CorruptLogException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the message names the file, the offset and the index range in doubt. */
    public CorruptLogException(String message) {
        super(message);
    }
}
