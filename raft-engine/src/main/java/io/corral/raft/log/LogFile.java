package io.corral.raft.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One file of the log. Reads may come from any thread while the log thread writes; writes and forces come from one thread.
 */
public interface LogFile extends AutoCloseable {

    /** The name inside its directory, for messages. */
    String name();

    /** The size in bytes; it does not change after the file was created. */
    long size();

    /**
     * Fills {@code target} from {@code position} until it is full or the file ends.
     *
     * @return the bytes read, 0 at the end of the file
     */
    int read(ByteBuffer target, long position) throws IOException;

    /**
     * Writes all of {@code source} at {@code position}. Not durable before {@link #force()} returns.
     *
     * @throws io.corral.raft.port.UnwritableException when the disk takes no more; some of it may have been written
     */
    void write(ByteBuffer source, long position) throws IOException;

    /** Makes all earlier writes durable. After a failure nothing is known about them: never try again. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
