package io.corral.raft.log;

import java.util.Arrays;

/**
 * Where consecutive entries of one segment start. Only grows: the log thread appends; readers look only at entries of an
 * {@link EntryIndex} that was published after they were appended, so the arrays need no lock. A truncation never shortens
 * a run; the next run simply starts earlier.
 */
final class EntryRun {
    final Segment segment;
    final long firstIndex;
    /** Start of every entry, then the end of the last one. */
    private int[] offsets = new int[64];

    private int count;

    EntryRun(Segment segment, long firstIndex) {
        this.segment = segment;
        this.firstIndex = firstIndex;
    }

    void append(int offset, int endOffset) {
        if (count + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[count++] = offset;
        offsets[count] = endOffset;
    }

    int offsetOf(long index) {
        return offsets[(int) (index - firstIndex)];
    }

    /** Where the record of {@code index} ends at the latest; small other records may lie between its end and this. */
    int endOf(long index) {
        return offsets[(int) (index - firstIndex) + 1];
    }
}
