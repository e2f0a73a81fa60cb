package io.corral.raft.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** The log against a plain list of entries that is searched from end to end. */
@Label("The log")
class RaftLogPropertiesTest {

    private static final int STEPS = 200;

    /** Everything that was ever durable, as a disk would have it, and where a log of plain lists stands. */
    private final List<LogEntry> twin = new ArrayList<>();

    private long boundaryIndex;
    private long boundaryTerm;

    @Property(tries = 300)
    @Label("answers as a plain list does, whatever is appended, cut off at either end, or dropped from memory")
    void agreesWithItsTwin(@ForAll long seed) {
        Random random = new Random(seed);
        twin.clear();
        boundaryIndex = 0;
        boundaryTerm = 0;
        RaftLog log = new RaftLog(0, 0, 0, new TwinReader());
        for (int step = 0; step < STEPS; step++) {
            change(log, random);
            compare(log, random);
        }
    }

    @Property(tries = 300)
    @Label("finds the terms of a log on disk by bisection")
    void loadsTerms(@ForAll long seed) {
        Random random = new Random(seed);
        twin.clear();
        boundaryIndex = random.nextInt(5);
        boundaryTerm = boundaryIndex == 0 ? 0 : 1;
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            twin.add(entry(last() + 1, lastTerm() + random.nextInt(3) / 2));
        }
        RaftLog log = new RaftLog(boundaryIndex, boundaryTerm, last(), new TwinReader());
        compare(log, random);
        assertThat(log.durableIndex()).isEqualTo(last());
    }

    private void change(RaftLog log, Random random) {
        switch (random.nextInt(10)) {
            case 0 -> cutOff(log, random);
            case 1 -> compact(log, random);
            case 2 -> {
                log.persisted(log.beginPersist());
                log.shrinkWindow(random.nextInt(300), last());
            }
            default -> {
                LogEntry entry = entry(last() + 1, Math.max(1, lastTerm() + random.nextInt(4) / 3));
                log.append(entry);
                twin.add(entry);
            }
        }
    }

    private void cutOff(RaftLog log, Random random) {
        if (!twin.isEmpty()) {
            long index = boundaryIndex + 1 + random.nextInt(twin.size());
            log.truncateFrom(index);
            twin.subList((int) (index - boundaryIndex - 1), twin.size()).clear();
        }
    }

    private void compact(RaftLog log, Random random) {
        if (!twin.isEmpty()) {
            int count = random.nextInt(twin.size()) / 2 + 1;
            boundaryTerm = twin.get(count - 1).term();
            boundaryIndex += count;
            log.compactTo(boundaryIndex);
            twin.subList(0, count).clear();
        }
    }

    private void compare(RaftLog log, Random random) {
        assertThat(log.boundaryIndex()).isEqualTo(boundaryIndex);
        assertThat(log.lastIndex()).isEqualTo(last());
        assertThat(log.lastTerm()).isEqualTo(lastTerm());
        long index = boundaryIndex + random.nextInt(twin.size() + 1);
        long term = termAt(index);
        assertThat(log.termAt(index)).isEqualTo(term);
        assertThat(log.matches(index, term)).isTrue();
        assertThat(log.matches(index, term + 1)).isFalse();
        assertThat(log.matches(last() + 1, term)).isFalse();
        assertThat(log.firstIndexOfTermAt(index)).isEqualTo(firstOfTerm(term));
        assertThat(log.lastIndexOfTerm(term, index)).isEqualTo(index);
        assertThat(log.lastIndexOfTerm(term, last())).isEqualTo(lastOfTerm(term));
        assertThat(log.lastIndexOfTerm(lastTerm() + 1, last())).isEqualTo(-1);
        if (index > boundaryIndex) {
            List<LogEntry> slice = log.slice(index, last() + 1, random.nextInt(200));
            int from = (int) (index - boundaryIndex - 1);
            assertThat(slice).isNotEmpty().isEqualTo(twin.subList(from, from + slice.size()));
        }
    }

    private long firstOfTerm(long term) {
        long first = last();
        for (long index = last(); index >= boundaryIndex; index--) {
            first = termAt(index) == term ? index : first;
        }
        return first;
    }

    private long lastOfTerm(long term) {
        long found = -1;
        for (long index = boundaryIndex; index <= last(); index++) {
            found = termAt(index) == term ? index : found;
        }
        return found;
    }

    private long termAt(long index) {
        return index == boundaryIndex
                ? boundaryTerm
                : twin.get((int) (index - boundaryIndex - 1)).term();
    }

    private long last() {
        return boundaryIndex + twin.size();
    }

    private long lastTerm() {
        return termAt(last());
    }

    private static LogEntry entry(long index, long term) {
        return new LogEntry(index, term, EntryType.COMMAND, new byte[(int) (index % 7)]);
    }

    /** A disk that has everything. */
    private final class TwinReader implements LogReader {

        @Override
        public long firstIndex() {
            return boundaryIndex + 1;
        }

        @Override
        public long lastIndex() {
            return last();
        }

        @Override
        public long termAt(long index) {
            return RaftLogPropertiesTest.this.termAt(index);
        }

        @Override
        public List<LogEntry> read(long from, long toExclusive, long maxBytes) {
            return List.copyOf(twin.subList((int) (from - boundaryIndex - 1), (int) (from - boundaryIndex)));
        }
    }
}
