package io.corral.raft.log;

import java.util.List;

/**
 * Which entries the log holds durably and where: an immutable view that the log thread publishes after each force and any
 * thread may read.
 *
 * @param runs runs in index order; entry i is in the last run that starts at or below i
 * @param terms spans in index order; the first one covers {@code firstIndex - 1}, the base
 * @param firstIndex the first entry held; {@code lastIndex + 1} when there is none
 * @param lastIndex the last entry held
 */
record EntryIndex(List<EntryRun> runs, List<TermSpan> terms, long firstIndex, long lastIndex) {

    /** The term at {@code index}, which is between {@code firstIndex - 1} and {@code lastIndex}. */
    long termAt(long index) {
        if (index < firstIndex - 1 || index > lastIndex) {
            throw new IndexOutOfBoundsException(
                    "no term at index " + index + "; the log has " + firstIndex + " to " + lastIndex);
        }
        int at = terms.size() - 1;
        while (terms.get(at).firstIndex() > index) {
            at--;
        }
        return terms.get(at).term();
    }

    /** The position in {@link #runs} of the run that holds {@code index}. */
    int runOf(long index) {
        int low = 0;
        int high = runs.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (runs.get(middle).firstIndex <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Bytes on disk of the entries from {@code from}, at least {@code firstIndex}, up to {@code toExclusive}. */
    long bytesBetween(long from, long toExclusive) {
        long bytes = 0;
        long next = from;
        for (int position = runOf(from); next < toExclusive; position++) {
            long end = Math.min(toExclusive, endOfRun(position));
            bytes += runs.get(position).bytesBetween(next, end - 1);
            next = end;
        }
        return bytes;
    }

    /** The first index behind the run at this position. */
    long endOfRun(int position) {
        return position + 1 < runs.size() ? runs.get(position + 1).firstIndex : lastIndex + 1;
    }
}
