package io.corral.raft.core.log;

import java.util.Arrays;

/**
 * The term of every index of a log, in space proportional to the number of terms: terms never go back along a log, so one (first
 * index, term) per term is enough. Starts at a <em>boundary</em>: the last index that is no longer in the log but whose term is known
 * (0 with term 0 for a log that begins at 1).
 */
public final class TermSpans {

    private static final int INITIAL_CAPACITY = 8;

    /** First index of each span, ascending; {@code starts[0]} is the boundary itself. */
    private long[] starts = new long[INITIAL_CAPACITY];

    /** Term of each span, ascending. */
    private long[] terms = new long[INITIAL_CAPACITY];

    private int count;
    private long lastIndex;

    /** An empty log after the boundary. */
    public TermSpans(long boundaryIndex, long boundaryTerm) {
        resetTo(boundaryIndex, boundaryTerm);
    }

    /** The last index before the log. */
    public long boundaryIndex() {
        return starts[0];
    }

    /** The last index of the log; the boundary when it is empty. */
    public long lastIndex() {
        return lastIndex;
    }

    /** Term of the last index. */
    public long lastTerm() {
        return terms[count - 1];
    }

    /** Forgets everything and begins after another boundary. */
    public void resetTo(long boundaryIndex, long boundaryTerm) {
        starts[0] = boundaryIndex;
        terms[0] = boundaryTerm;
        count = 1;
        lastIndex = boundaryIndex;
    }

    /**
     * Extends the log up to and including {@code toIndex}.
     *
     * @param term of the new entries; at least the last term
     */
    public void extend(long toIndex, long term) {
        if (term != lastTerm()) {
            ensureCapacity();
            starts[count] = lastIndex + 1;
            terms[count] = term;
            count++;
        }
        lastIndex = toIndex;
    }

    /** Removes the index and everything after it; the index is beyond the boundary. */
    public void truncateFrom(long index) {
        while (count > 1 && starts[count - 1] >= index) {
            count--;
        }
        lastIndex = Math.min(lastIndex, index - 1);
    }

    /** Moves the boundary forward to an index of the log. */
    public void compactTo(long index) {
        int span = spanOf(index);
        int kept = count - span;
        System.arraycopy(starts, span, starts, 0, kept);
        System.arraycopy(terms, span, terms, 0, kept);
        count = kept;
        starts[0] = index;
    }

    /** Term of an index between the boundary and the last index, both included. */
    public long termAt(long index) {
        return index > lastIndex || index < starts[0] ? outside(index) : terms[spanOf(index)];
    }

    /** The first known index with the same term as this one. */
    public long firstIndexOfTermAt(long index) {
        return starts[spanOf(index)];
    }

    /** The last index, not beyond {@code atMost}, that has this term; -1 when there is none. */
    public long lastIndexOfTerm(long term, long atMost) {
        int span = Arrays.binarySearch(terms, 0, count, term);
        if (span < 0 || starts[span] > atMost) {
            return -1;
        }
        long end = span == count - 1 ? lastIndex : starts[span + 1] - 1;
        return Math.min(end, atMost);
    }

    private int spanOf(long index) {
        int found = Arrays.binarySearch(starts, 0, count, index);
        return found >= 0 ? found : -found - 2;
    }

    private long outside(long index) {
        throw new IllegalStateException("no term known at " + index + ", log is " + starts[0] + ".." + lastIndex);
    }

    private void ensureCapacity() {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            terms = Arrays.copyOf(terms, count * 2);
        }
    }
}
