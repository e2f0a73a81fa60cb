package io.corral.raft.log;

import java.util.ArrayList;
import java.util.List;

/** Keeps the index up to date while records are written or replayed. Owned by the log thread. */
final class EntryIndexBuilder {
    private final List<EntryRun> runs = new ArrayList<>();
    private final List<TermSpan> terms = new ArrayList<>();
    private long firstIndex;
    private long lastIndex;
    private boolean newRunNeeded = true;
    private List<EntryRun> publishedRuns = List.of();
    private List<TermSpan> publishedTerms = List.of();
    private boolean shapeChanged = true;

    EntryIndexBuilder() {
        startAnew(0, 0);
    }

    long lastIndex() {
        return lastIndex;
    }

    long firstIndex() {
        return firstIndex;
    }

    long lastTerm() {
        return terms.get(terms.size() - 1).term();
    }

    /** Empties the index; the next entry is {@code baseIndex + 1}. */
    void startAnew(long baseIndex, long baseTerm) {
        runs.clear();
        terms.clear();
        terms.add(new TermSpan(baseIndex, baseTerm));
        firstIndex = baseIndex + 1;
        lastIndex = baseIndex;
        newRunNeeded = true;
        shapeChanged = true;
    }

    /** Adds the entry behind the last one. */
    void append(Segment segment, StoredRecord entry) {
        append(segment, entry.term(), entry.offset(), entry.end());
    }

    void append(Segment segment, long term, int offset, int end) {
        lastIndex++;
        if (newRunNeeded || runs.get(runs.size() - 1).segment.sequence() != segment.sequence()) {
            runs.add(new EntryRun(segment, lastIndex));
            newRunNeeded = false;
            shapeChanged = true;
        }
        if (lastTerm() != term) {
            terms.add(new TermSpan(lastIndex, term));
            shapeChanged = true;
        }
        runs.get(runs.size() - 1).append(offset, end);
    }

    /** Drops the entries from {@code index} on; with none left, {@code index} is the next one. */
    void truncate(long index) {
        if (index > lastIndex) {
            return;
        }
        if (index <= firstIndex) {
            long baseTerm = index == firstIndex ? terms.get(0).term() : 0;
            startAnew(index - 1, baseTerm);
            return;
        }
        while (!runs.isEmpty() && runs.get(runs.size() - 1).firstIndex >= index) {
            runs.remove(runs.size() - 1);
        }
        while (terms.get(terms.size() - 1).firstIndex() >= index) {
            terms.remove(terms.size() - 1);
        }
        lastIndex = index - 1;
        newRunNeeded = true;
        shapeChanged = true;
    }

    /** Whether no entry held above {@code upTo} lies in this segment or one before it. */
    boolean isFreeOfEntriesAbove(long upTo, long sequence) {
        for (int i = 0; i < runs.size(); i++) {
            long end = i + 1 < runs.size() ? runs.get(i + 1).firstIndex : lastIndex + 1;
            if (runs.get(i).segment.sequence() <= sequence && end - 1 > upTo) {
                return false;
            }
        }
        return true;
    }

    /** Forgets the entries in this segment and those before it. */
    void dropThrough(long sequence) {
        int dropped = 0;
        while (dropped < runs.size() && runs.get(dropped).segment.sequence() <= sequence) {
            dropped++;
        }
        if (dropped == 0) {
            return;
        }
        long newFirst = dropped < runs.size() ? runs.get(dropped).firstIndex : lastIndex + 1;
        runs.subList(0, dropped).clear();
        while (terms.size() > 1 && terms.get(1).firstIndex() < newFirst) {
            terms.remove(0);
        }
        firstIndex = newFirst;
        newRunNeeded = newRunNeeded || runs.isEmpty();
        shapeChanged = true;
    }

    /** The view of the present state. */
    EntryIndex view() {
        if (shapeChanged) {
            publishedRuns = List.copyOf(runs);
            publishedTerms = List.copyOf(terms);
            shapeChanged = false;
        }
        return new EntryIndex(publishedRuns, publishedTerms, firstIndex, lastIndex);
    }
}
