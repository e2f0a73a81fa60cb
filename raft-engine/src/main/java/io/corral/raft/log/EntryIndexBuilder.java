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

    /** Lets copies take the place of entries held, or go in front of them; they must meet. */
    void carry(CarriedEntries carried) {
        List<EntryRun> others = List.copyOf(runs);
        runs.clear();
        boolean placed = false;
        for (int i = 0; i < others.size(); i++) {
            EntryRun run = others.get(i);
            long end = i + 1 < others.size() ? others.get(i + 1).firstIndex - 1 : lastIndex;
            if (run.firstIndex < carried.firstIndex()) {
                runs.add(run);
            }
            if (!placed && end >= carried.firstIndex()) {
                runs.add(carried.run());
                placed = true;
            }
            if (end > carried.lastIndex()) {
                runs.add(run.firstIndex > carried.lastIndex() ? run : run.between(carried.lastIndex() + 1, end));
            }
        }
        if (!placed) {
            runs.add(carried.run());
        }
        if (carried.firstIndex() < firstIndex) {
            putTermsInFront(carried);
            firstIndex = carried.firstIndex();
        }
        // A run that is copied in part, or is a copy itself, never grows.
        newRunNeeded = true;
        shapeChanged = true;
    }

    private void putTermsInFront(CarriedEntries carried) {
        List<TermSpan> behind = List.copyOf(terms);
        terms.clear();
        terms.add(new TermSpan(carried.firstIndex() - 1, carried.baseTerm()));
        for (long index = carried.firstIndex(); index < firstIndex; index++) {
            addTerm(index, carried.terms().get((int) (index - carried.firstIndex())));
        }
        for (TermSpan span : behind) {
            long from = Math.max(span.firstIndex(), firstIndex);
            if (from <= lastIndex && isFirstAt(behind, span, from)) {
                addTerm(from, span.term());
            }
        }
    }

    /** Whether the span says the term at {@code index}, and not a later one that begins there, too. */
    private static boolean isFirstAt(List<TermSpan> spans, TermSpan span, long index) {
        int next = spans.indexOf(span) + 1;
        return next == spans.size() || spans.get(next).firstIndex() > index;
    }

    private void addTerm(long index, long term) {
        if (lastTerm() != term) {
            terms.add(new TermSpan(index, term));
        }
    }

    /** The entries above {@code upTo} that lie in this segment or one before it, as index ranges; the last range first. */
    List<IndexRange> rangesAbove(long upTo, long sequence) {
        List<IndexRange> found = new ArrayList<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            long end = endOfRun(i);
            long start = Math.max(runs.get(i).firstIndex, upTo + 1);
            if (runs.get(i).segment.sequence() <= sequence && start <= end) {
                found.add(new IndexRange(start, end));
            }
        }
        return found;
    }

    private long endOfRun(int position) {
        return position + 1 < runs.size() ? runs.get(position + 1).firstIndex - 1 : lastIndex;
    }

    /** Whether no entry held above {@code upTo} lies in this segment or one before it. */
    boolean isFreeOfEntriesAbove(long upTo, long sequence) {
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).segment.sequence() <= sequence && endOfRun(i) > upTo) {
                return false;
            }
        }
        return true;
    }

    /** Bytes on disk of an entry held. */
    long bytesAt(long index) {
        int position = runs.size() - 1;
        while (runs.get(position).firstIndex > index) {
            position--;
        }
        return runs.get(position).bytesBetween(index, index);
    }

    /** Bytes on disk of the entries above {@code upTo}. */
    long bytesAbove(long upTo) {
        long bytes = 0;
        for (int i = 0; i < runs.size(); i++) {
            long start = Math.max(runs.get(i).firstIndex, upTo + 1);
            if (start <= endOfRun(i)) {
                bytes += runs.get(i).bytesBetween(start, endOfRun(i));
            }
        }
        return bytes;
    }

    /** Forgets the entries in this segment and those before it, with what older entries were carried behind it. */
    void dropThrough(long sequence) {
        int dropped = 0;
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).segment.sequence() <= sequence) {
                dropped = i + 1;
            }
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

    /** Goes back to an earlier view, since which entries were only appended and dropped at the end. */
    void goBackTo(EntryIndex earlier) {
        runs.clear();
        runs.addAll(earlier.runs());
        terms.clear();
        terms.addAll(earlier.terms());
        firstIndex = earlier.firstIndex();
        lastIndex = earlier.lastIndex();
        newRunNeeded = true;
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
