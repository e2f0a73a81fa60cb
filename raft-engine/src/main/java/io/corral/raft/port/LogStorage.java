package io.corral.raft.port;

import io.corral.raft.core.Persist;
import io.corral.raft.core.log.LogReader;
import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.util.List;

/**
 * The durable log with the hard state in it. Opening (by the implementation's factory) repairs a torn tail and fails on damage
 * before it. Writing methods are called on the log thread only; the methods of {@link LogReader} also on the raft loop.
 *
 * <p>After any method has thrown an {@link UnwritableException}, nothing has happened and the call may be repeated later with the same
 * arguments, or more behind them in the batch. After any other {@link IOException} the storage is unusable and the node must stop:
 * what a failed fsync left on the disk is unknown.
 */
public interface LogStorage extends LogReader, AutoCloseable {

    /** What was found when the storage was opened. */
    RestoredLog restored();

    /**
     * Makes a batch durable, in order, with one force at the end. When it returns, everything in it survives any crash; when the
     * process dies before, any prefix may survive.
     */
    void persist(List<Persist> batch) throws IOException;

    /**
     * Takes a step towards removing the entries up to and including the index, as far as convenient (whole segments): {@link
     * #firstIndex()} may stay lower. A step is short, so that group commits need not wait for many of them.
     *
     * @return whether there is more to remove, by calling this again
     */
    boolean compact(long upToIndex) throws IOException;

    /** Removes all entries, keeps the hard state and starts the log after the snapshot; durable when it returns. */
    void resetTo(SnapshotMeta meta) throws IOException;

    /** Releases files; does not make anything durable. */
    @Override
    void close() throws IOException;
}
