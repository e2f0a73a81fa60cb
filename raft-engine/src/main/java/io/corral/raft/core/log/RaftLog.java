package io.corral.raft.core.log;

import io.corral.raft.message.LogEntry;
import java.util.List;

/**
 * The log of one core: terms of all indexes, recent entries in memory, older ones through a {@link LogReader}, and how far it is
 * durable. Never looks at more of the log than it is asked for.
 */
public final class RaftLog {

    private final TermSpans spans;
    private final EntryWindow window;
    private final PendingPersists persists;
    private final LogReader reader;

    /** What is found on disk: entries after the boundary up to the reader's last one, all durable. */
    public RaftLog(long boundaryIndex, long boundaryTerm, long lastIndex, LogReader reader) {
        this.reader = reader;
        spans = new TermSpans(boundaryIndex, boundaryTerm);
        window = new EntryWindow(lastIndex + 1);
        persists = new PendingPersists(lastIndex);
        loadTerms(lastIndex);
    }

    /** Terms never go back along the log, so the end of each can be found by bisection. */
    private void loadTerms(long lastIndex) {
        long index = spans.lastIndex() + 1;
        while (index <= lastIndex) {
            long term = reader.termAt(index);
            long low = index;
            long high = lastIndex;
            while (low < high) {
                long middle = low + (high - low + 1) / 2;
                if (reader.termAt(middle) == term) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            spans.extend(low, term);
            index = low + 1;
        }
    }

    /** The last index before the log; its term is known. */
    public long boundaryIndex() {
        return spans.boundaryIndex();
    }

    /** Last index, durable or not; the boundary when the log is empty. */
    public long lastIndex() {
        return spans.lastIndex();
    }

    /** Term of the last index. */
    public long lastTerm() {
        return spans.lastTerm();
    }

    /** Sequence of the oldest persist under way; 0 when there is none. */
    public long oldestPersistUnderWay() {
        return persists.oldestUnderWay();
    }

    /** Last index that is durable and will stay so. */
    public long durableIndex() {
        return persists.durableIndex();
    }

    /** Bytes of entries kept in memory. */
    public long windowBytes() {
        return window.bytes();
    }

    /** Term of an index from the boundary to the last one. */
    public long termAt(long index) {
        return spans.termAt(index);
    }

    /** Whether an entry of the log need not be read from the disk. */
    public boolean isInMemory(long index) {
        return index >= window.first();
    }

    /** Whether the log has, or had just before its beginning, an entry with this index and term. */
    public boolean matches(long index, long term) {
        return index >= spans.boundaryIndex() && index <= spans.lastIndex() && spans.termAt(index) == term;
    }

    /** Whether a log that ends with this entry is at least as up-to-date as this one (thesis, section 3.6.1). */
    public boolean isNoNewerThan(long otherLastIndex, long otherLastTerm) {
        return otherLastTerm > lastTerm() || (otherLastTerm == lastTerm() && otherLastIndex >= lastIndex());
    }

    /** First index known to have the same term as this one. */
    public long firstIndexOfTermAt(long index) {
        return spans.firstIndexOfTermAt(index);
    }

    /** Last index with this term, not beyond {@code atMost}; -1 when there is none. */
    public long lastIndexOfTerm(long term, long atMost) {
        return spans.lastIndexOfTerm(term, atMost);
    }

    /** Appends the entry with the next index. */
    public void append(LogEntry entry) {
        if (entry.index() != lastIndex() + 1 || entry.term() < lastTerm()) {
            throw new IllegalStateException("cannot append " + entry + " after " + lastIndex() + "@" + lastTerm());
        }
        spans.extend(entry.index(), entry.term());
        window.add(entry);
    }

    /** Removes the index and what follows. */
    public void truncateFrom(long index) {
        spans.truncateFrom(index);
        window.truncateFrom(index);
        persists.truncateFrom(index);
    }

    /** Removes everything up to and including an index of the log, which becomes the boundary. */
    public void compactTo(long index) {
        spans.compactTo(index);
        window.dropTo(index);
    }

    /** Replaces the log by a durable snapshot. */
    public void resetTo(long index, long term) {
        spans.resetTo(index, term);
        window.resetTo(index + 1);
        persists.resetTo(index);
    }

    /** All changes made so far are handed to the disk; returns the sequence of that persist. */
    public long beginPersist() {
        return persists.begin(lastIndex());
    }

    /** The sequence that the next persist will have. */
    public long nextPersist() {
        return persists.nextSequence();
    }

    /** Whether the persist of this sequence has begun and is durable. */
    public boolean isPersisted(long sequence) {
        long underWay = persists.oldestUnderWay();
        return sequence < persists.nextSequence() && (underWay == 0 || sequence < underWay);
    }

    /** All persists up to this sequence are durable. */
    public void persisted(long sequence) {
        persists.done(sequence);
    }

    /** Drops entries from memory, oldest first, until at most this many bytes remain; keeps what is not durable or beyond the index. */
    public void shrinkWindow(long maxBytes, long upToIndex) {
        long limit = Math.min(upToIndex, durableIndex());
        while (window.bytes() > maxBytes && window.first() <= limit && window.first() < window.end()) {
            window.dropFirst();
        }
    }

    /**
     * About how many bytes entries take on the disk.
     *
     * @param from after the boundary
     * @param toExclusive at most the index after the last durable one
     */
    public long bytesBetween(long from, long toExclusive) {
        return reader.bytesBetween(from, toExclusive);
    }

    /**
     * Entries in order, in one list as long as convenient: at least one, and not beyond the bytes (one entry always passes).
     *
     * @param from after the boundary
     * @param toExclusive greater than {@code from}, at most the index after the last one
     */
    public List<LogEntry> slice(long from, long toExclusive, long maxBytes) {
        return from < window.first()
                ? reader.read(from, Math.min(toExclusive, window.first()), maxBytes)
                : window.slice(from, toExclusive, maxBytes);
    }
}
