package io.corral.raft.core.log;

import io.corral.raft.message.LogEntry;
import java.util.List;

/**
 * Reads entries that are durable. The core never reads what a {@link io.corral.raft.core.Persist} under way removes. Called on the raft loop while the log thread appends: implementations allow for that.
 *
 * <p>A read that fails (damage, I/O) throws {@link java.io.UncheckedIOException}: the node stops.
 */
public interface LogReader {

    /** First index that can be read; {@code lastIndex() + 1} when there is none. */
    long firstIndex();

    /** Last index that is durable; {@code firstIndex() - 1} when there is none. */
    long lastIndex();

    /**
     * Term of a durable entry; cheap.
     *
     * @param index between {@link #firstIndex()} and {@link #lastIndex()}
     */
    long termAt(long index);

    /**
     * Reads entries in order.
     *
     * @param from first index wanted, at least {@link #firstIndex()}
     * @param toExclusive the index after the last one wanted, at most {@code lastIndex() + 1}
     * @param maxBytes stop before the sum of {@link LogEntry#sizeBytes()} exceeds this, but return at least one entry
     */
    List<LogEntry> read(long from, long toExclusive, long maxBytes);

    /**
     * About how many bytes entries take; the same range as {@link #read}. Logs that know without reading say so at less cost.
     *
     * @param from first index, at least {@link #firstIndex()}
     * @param toExclusive the index after the last one, at most {@code lastIndex() + 1}
     */
    default long bytesBetween(long from, long toExclusive) {
        long bytes = 0;
        for (long next = from; next < toExclusive; ) {
            List<LogEntry> entries = read(next, toExclusive, Integer.MAX_VALUE);
            bytes += LogEntry.sizeBytes(entries);
            next += entries.size();
        }
        return bytes;
    }
}
