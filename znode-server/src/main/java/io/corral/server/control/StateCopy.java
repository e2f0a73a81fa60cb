package io.corral.server.control;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The state at one moment, ready to be written in ZooKeeper's snapshot format. Others go on changing theirs meanwhile.
 *
 * @param zxid the last transaction in it
 * @param content writes it; always the same bytes
 */
public record StateCopy(long zxid, Content content) {

    /** What can be written to a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; blocks as long as the stream does. */
        void writeTo(OutputStream out) throws IOException;
    }
}
