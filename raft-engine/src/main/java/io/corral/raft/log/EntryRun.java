package io.corral.raft.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where consecutive entries of one segment start. Only grows: the log thread appends; readers look only at entries of an
 * {@link EntryIndex} that was published after they were appended, so the numbers need no lock. A truncation never shortens
 * a run; the next run simply starts earlier.
 */
final class EntryRun {
    /** Between neighbours at most this many bytes of other records, which are then read with them. */
    private static final int SMALL_GAP_BYTES = 128;

    final Segment segment;
    final long firstIndex;

    /** Start of every entry, then the end of the last one. Volatile, for a longer copy that takes its place. */
    private volatile int[] starts = new int[8];

    /** End of every entry; null as long as each ends where the next one starts, or almost. */
    private volatile int @Nullable [] ends;

    private int count;

    EntryRun(Segment segment, long firstIndex) {
        this.segment = segment;
        this.firstIndex = firstIndex;
    }

    void append(int start, int end) {
        int[] places = starts;
        if (count + 1 == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
            starts = places;
        }
        if (count > 0 && ends == null && start - places[count] > SMALL_GAP_BYTES) {
            ends = Arrays.copyOfRange(places, 1, places.length);
        }
        places[count] = start;
        places[count + 1] = end;
        appendEnd(end);
        count++;
    }

    private void appendEnd(int end) {
        int[] places = ends;
        if (places == null) {
            return;
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
            ends = places;
        }
        places[count] = end;
    }

    int count() {
        return count;
    }

    /** The index of the last entry. Log thread only, like {@link #count}. */
    long lastIndex() {
        return firstIndex + count - 1;
    }

    int offsetOf(long index) {
        return starts[(int) (index - firstIndex)];
    }

    /** Where the record of {@code index} ends at the latest; small other records may lie between its end and this. */
    int endOf(long index) {
        int at = (int) (index - firstIndex);
        int[] known = ends;
        return known == null ? starts[at + 1] : known[at];
    }

    /** The entries from {@code from} up to {@code to} as a run of their own. Log thread only. */
    EntryRun between(long from, long to) {
        EntryRun part = new EntryRun(segment, from);
        for (long index = from; index <= to; index++) {
            part.append(offsetOf(index), endOf(index));
        }
        return part;
    }

    /** Bytes of these entries on disk. */
    long bytesBetween(long from, long to) {
        if (ends == null) {
            return (long) endOf(to) - offsetOf(from);
        }
        long bytes = 0;
        for (long index = from; index <= to; index++) {
            bytes += endOf(index) - offsetOf(index);
        }
        return bytes;
    }
}
