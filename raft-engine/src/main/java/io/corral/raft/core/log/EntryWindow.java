package io.corral.raft.core.log;

import io.corral.raft.message.LogEntry;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The newest entries of a log, without gaps, in a ring: adding, finding and dropping at either end cost the same at any length. */
final class EntryWindow {

    private static final int INITIAL_CAPACITY = 64;

    /** Entry {@code i} is in slot {@code i & (length - 1)}; the length is a power of two. */
    private @Nullable LogEntry[] ring = new @Nullable LogEntry[INITIAL_CAPACITY];

    /** First index in the window. */
    private long first;

    /** Index after the last one in the window. */
    private long end;

    private long bytes;

    EntryWindow(long nextIndex) {
        first = nextIndex;
        end = nextIndex;
    }

    long first() {
        return first;
    }

    long end() {
        return end;
    }

    /** Sum of {@link LogEntry#sizeBytes()}. */
    long bytes() {
        return bytes;
    }

    void add(LogEntry entry) {
        if (end - first == ring.length) {
            grow();
        }
        ring[slot(end)] = entry;
        end++;
        bytes += entry.sizeBytes();
    }

    LogEntry get(long index) {
        return Objects.requireNonNull(ring[slot(index)]);
    }

    void truncateFrom(long index) {
        while (end > first && end > index) {
            end--;
            remove(end);
        }
        if (index < first) {
            first = index;
            end = index;
        }
    }

    void dropFirst() {
        remove(first);
        first++;
    }

    /** Drops everything up to and including the index. */
    void dropTo(long index) {
        while (first < end && first <= index) {
            dropFirst();
        }
        if (first <= index) {
            first = index + 1;
            end = first;
        }
    }

    void resetTo(long nextIndex) {
        Arrays.fill(ring, null);
        first = nextIndex;
        end = nextIndex;
        bytes = 0;
    }

    /** Entries from an index in the window on, bounded by bytes but at least one. */
    List<LogEntry> slice(long from, long toExclusive, long maxBytes) {
        int count = 0;
        long sum = 0;
        while (from + count < toExclusive) {
            sum += get(from + count).sizeBytes();
            if (count > 0 && sum > maxBytes) {
                break;
            }
            count++;
        }
        LogEntry[] entries = new LogEntry[count];
        for (int i = 0; i < count; i++) {
            entries[i] = get(from + i);
        }
        return Collections.unmodifiableList(Arrays.asList(entries));
    }

    private void remove(long index) {
        bytes -= get(index).sizeBytes();
        ring[slot(index)] = null;
    }

    private int slot(long index) {
        return (int) index & (ring.length - 1);
    }

    private void grow() {
        @Nullable LogEntry[] larger = new @Nullable LogEntry[ring.length * 2];
        for (long index = first; index < end; index++) {
            larger[(int) index & (larger.length - 1)] = ring[slot(index)];
        }
        ring = larger;
    }
}
