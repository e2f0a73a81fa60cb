package io.corral.raft.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.UnwritableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Random work on a disk that loses power at a random step, again and again. The model keeps what was acknowledged (the call
 * returned) and what was under way; the log found afterwards must hold all of the former and of the latter a prefix.
 */
class SegmentedLogCrashTest {
    private static final int LIVES = 6;
    private static final int MOST_GROUPS = 4;

    @Property(tries = 400)
    @Label("whatever was acknowledged is there after a power loss at any step")
    void everythingAcknowledgedSurvives(@ForAll long seed) throws IOException {
        live(seed, Integer.MAX_VALUE);
    }

    @Property(tries = 400)
    @Label("on a disk that is also full or read-only now and then, what is tried again is done once")
    void refusalsLeaveNothingBehind(@ForAll long seed) throws IOException {
        live(seed, 3);
    }

    /** Lives through several lives; one operation in so many is refused at first. */
    private static void live(long seed, int refusedOneIn) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        CrashingDisk disk = new CrashingDisk();
        List<Model> models = Stream.generate(Model::new)
                .limit(1 + random.nextInt(MOST_GROUPS))
                .toList();
        for (int life = 0; life < LIVES; life++) {
            disk.failAfter(random.nextInt(120));
            live(disk, models, random, refusedOneIn);
            disk = disk.afterPowerLoss(random);
        }
        check(open(new LimitedDisk(disk)), models);
    }

    /** One life of the process: open, check, work until the power fails. */
    private static void live(CrashingDisk disk, List<Model> models, SplittableRandom random, int refusedOneIn) {
        try {
            LimitedDisk limited = new LimitedDisk(disk);
            SegmentedLog log = open(limited);
            check(log, models);
            for (int i = 0; i < 60; i++) {
                int group = random.nextInt(models.size());
                if (random.nextInt(refusedOneIn) == 0) {
                    limited.readOnly(random.nextBoolean());
                    limited.capacity(limited.used());
                }
                models.get(group).work(log.group(group), limited, random);
                limited.lift();
            }
        } catch (CorruptLogException wrong) {
            throw new AssertionError("a crash was taken for damage", wrong);
        } catch (IOException powerLost) {
            assertThat(disk.isOff()).as("only the disk fails here").isTrue();
        }
    }

    private static SegmentedLog open(LimitedDisk disk) throws IOException {
        return SegmentedLog.open(disk, new SegmentedLogSettings(4 << 10), FilePreparation.onDemand());
    }

    private static void check(SegmentedLog log, List<Model> models) {
        for (int group = 0; group < models.size(); group++) {
            models.get(group).check(log.group(group));
        }
    }

    /** What the log has to hold. */
    private static final class Model {
        private List<LogEntry> entries = new ArrayList<>();
        private long base;
        private long term = 1;
        private HardState hardState = HardState.INITIAL;
        private final Batches batches = new Batches();

        private @Nullable List<Persist> underWay;
        private @Nullable SnapshotMeta resetUnderWay;

        long last() {
            return base + entries.size();
        }

        void work(LogStorage log, LimitedDisk disk, SplittableRandom random) throws IOException {
            int kind = random.nextInt(20);
            if (kind == 0) {
                reset(log, disk, random);
            } else if (kind < 3) {
                compact(log, disk, base + random.nextInt(entries.size() + 1));
            } else {
                persist(log, disk, random);
            }
        }

        private static void compact(LogStorage log, LimitedDisk disk, long upToIndex) throws IOException {
            boolean more = true;
            while (more) {
                try {
                    more = log.compact(upToIndex);
                } catch (UnwritableException refused) {
                    disk.lift();
                }
            }
        }

        private void reset(LogStorage log, LimitedDisk disk, SplittableRandom random) throws IOException {
            SnapshotMeta meta =
                    new SnapshotMeta(last() + 1 + random.nextInt(50), term, Membership.ofVoters(Set.of(1L)), 0, 0);
            resetUnderWay = meta;
            try {
                log.resetTo(meta);
            } catch (UnwritableException refused) {
                disk.lift();
                log.resetTo(meta);
            }
            resetUnderWay = null;
            applyReset(meta);
        }

        private void applyReset(SnapshotMeta meta) {
            base = meta.index();
            entries = new ArrayList<>();
        }

        private void persist(LogStorage log, LimitedDisk disk, SplittableRandom random) throws IOException {
            List<Persist> batch = new ArrayList<>();
            long next = last() + 1;
            for (int i = random.nextInt(3); i >= 0; i--) {
                Persist persist = randomPersist(next, log.firstIndex(), random);
                next = persist.truncateFrom().orElse(next) + persist.entries().size();
                batch.add(persist);
            }
            underWay = batch;
            try {
                log.persist(batch);
            } catch (UnwritableException refused) {
                assertThat(log.lastIndex()).isEqualTo(last());
                // Removing old segments does not wait for what the disk refused.
                compact(log, disk, log.firstIndex() - 1);
                disk.lift();
                log.persist(batch);
            }
            underWay = null;
            batch.forEach(each -> apply(each, Integer.MAX_VALUE));
        }

        private Persist randomPersist(long next, long first, SplittableRandom random) {
            Optional<HardState> state = Optional.empty();
            OptionalLong truncate = OptionalLong.empty();
            long from = next;
            if (random.nextInt(4) == 0) {
                term++;
                state = Optional.of(new HardState(term, random.nextInt(4)));
                if (next > first && random.nextBoolean()) {
                    from = next - random.nextLong(Math.min(next - first, 8)) - 1;
                    truncate = OptionalLong.of(from);
                }
            }
            int count = random.nextInt(6);
            return new Persist(batches.vote(0, 0).sequence(), state, truncate, Batches.list(from, term, count));
        }

        /** Applies the first records of a persist; returns how many it has. */
        private int apply(Persist persist, int records) {
            int used = 0;
            if (persist.hardState().isPresent() && used++ < records) {
                hardState = persist.hardState().get();
            }
            if (persist.truncateFrom().isPresent() && used++ < records) {
                long from = persist.truncateFrom().getAsLong();
                if (from <= base) {
                    base = from - 1;
                }
                entries = new ArrayList<>(entries.subList(0, (int) Math.min(entries.size(), from - base - 1)));
            }
            for (LogEntry entry : persist.entries()) {
                if (used++ < records) {
                    entries.add(entry);
                }
            }
            return used;
        }

        /** The log holds what the model holds, plus perhaps a part of what was under way; the model then follows it. */
        void check(LogStorage log) {
            if (resetUnderWay != null && log.lastIndex() == resetUnderWay.index()) {
                applyReset(resetUnderWay);
            }
            resetUnderWay = null;
            adoptPrefix(log);
            assertThat(matches(log))
                    .as(() -> "the log holds " + describe(log) + ", not " + this)
                    .isTrue();
        }

        private void adoptPrefix(LogStorage log) {
            List<Persist> batch = underWay;
            underWay = null;
            if (batch == null || matches(log)) {
                return;
            }
            int total = batch.stream()
                    .mapToInt(each -> new Model().apply(withoutTruncation(each), Integer.MAX_VALUE)
                            + (each.truncateFrom().isPresent() ? 1 : 0))
                    .sum();
            List<LogEntry> before = entries;
            HardState stateBefore = hardState;
            for (int kept = 1; kept <= total; kept++) {
                entries = new ArrayList<>(before);
                hardState = stateBefore;
                int left = kept;
                for (Persist persist : batch) {
                    left -= apply(persist, left);
                    if (left <= 0) {
                        break;
                    }
                }
                if (matches(log)) {
                    return;
                }
            }
        }

        private static Persist withoutTruncation(Persist persist) {
            return new Persist(persist.sequence(), persist.hardState(), OptionalLong.empty(), persist.entries());
        }

        private boolean matches(LogStorage log) {
            if (log.lastIndex() != last() || !log.restored().hardState().equals(hardState)) {
                return false;
            }
            long first = Math.max(log.firstIndex(), base + 1);
            return log.firstIndex() <= last() + 1
                    && log.read(first, last() + 1, Long.MAX_VALUE)
                            .equals(entries.subList((int) (first - base - 1), entries.size()));
        }

        private static String describe(LogStorage log) {
            return log.firstIndex() + ".." + log.lastIndex() + " "
                    + log.restored().hardState();
        }

        @Override
        public String toString() {
            return (base + 1) + ".." + last() + " " + hardState + " and the entries written";
        }
    }
}
