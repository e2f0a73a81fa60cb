package io.corral.raft.core;

import io.corral.raft.core.log.LogReader;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A node of a scenario: a core with a disk, both of which do only what the story says. */
final class ScenarioNode implements LogReader, SnapshotWorkHandler<Void> {

    private static final int TICK_MILLIS = 20;
    private static final int SNAPSHOT_BYTES = 25;
    private static final int CHUNK_BYTES = 10;
    private static final int ANY_CRC = 0;
    private static final long MOST_NODES = 1000;

    private final long id;
    private final Membership initial;
    private final UnaryOperator<RaftSettings> adjustment;
    private final Consumer<Envelope> network;
    private final Consumer<String> story;

    /** On the disk. */
    private HardState hardState = HardState.INITIAL;

    private final List<LogEntry> log = new ArrayList<>();
    private SnapshotMeta snapshot;

    /** On the way to the disk. */
    private final ArrayDeque<Effects> unforced = new ArrayDeque<>();

    private boolean diskHeld;

    /** Each life draws other random numbers. */
    private long lives;

    private @Nullable RaftCore core;
    private long nowNanos;

    ScenarioNode(
            long id,
            Membership initial,
            UnaryOperator<RaftSettings> adjustment,
            Consumer<Envelope> network,
            Consumer<String> story) {
        this.id = id;
        this.initial = initial;
        this.adjustment = adjustment;
        this.network = network;
        this.story = story;
        snapshot = SnapshotMeta.none(initial);
        start();
    }

    void start() {
        RaftLimits limits =
                new RaftLimits(80, 1_000, 10_000, CHUNK_BYTES, 10_000, 100_000, 100_000, 100, CatchUpLimits.unpaced());
        RaftSettings settings = RaftSettings.defaults(id, 1)
                .withTiming(Duration.ofMillis(100), Duration.ofMillis(101), Duration.ofMillis(20))
                .withSnapshotRetry(Duration.ofMillis(40))
                .withLimits(limits);
        RestoredState restored = new RestoredState(hardState, snapshot, memberships(), firstIndex(), lastIndex());
        core = new RaftCore(adjustment.apply(settings), restored, this, new Random(id + MOST_NODES * lives));
        lives++;
        nowNanos = 0;
        input(new Input.Tick(0));
    }

    void crash() {
        core = null;
        unforced.clear();
    }

    void wipe() {
        crash();
        hardState = HardState.INITIAL;
        log.clear();
        snapshot = SnapshotMeta.none(initial);
    }

    private List<LogEntry> memberships() {
        return log.stream()
                .filter(entry -> entry.type() == EntryType.MEMBERSHIP)
                .toList();
    }

    /** The membership as of an applied index. */
    private Membership membershipAt(long index) {
        return memberships().stream()
                .filter(entry -> entry.index() <= index)
                .reduce((one, later) -> later)
                .map(entry -> MembershipCodec.decode(entry.payload()))
                .orElse(snapshot.membership());
    }

    /** What earlier terms have left behind: entries of these terms, from index 1 on. The payload says the same again. */
    void findOnDisk(long term, List<Long> terms) {
        wipe();
        hardState = new HardState(term, 0);
        for (long of : terms) {
            byte[] payload = ("t" + of).getBytes(StandardCharsets.UTF_8);
            log.add(new LogEntry(log.size() + 1, of, EntryType.COMMAND, payload));
        }
    }

    /** Time passes in small steps. */
    void pass(long millis) {
        for (long left = millis; left > 0; left -= TICK_MILLIS) {
            stall(Math.min(left, TICK_MILLIS));
        }
    }

    /** Time passes, but the node does nothing until it is over. */
    void stall(long millis) {
        nowNanos += millis * 1_000_000;
        input(new Input.Tick(nowNanos));
    }

    void clockGoesOn(long millis) {
        nowNanos += millis * 1_000_000;
    }

    void input(Input input) {
        RaftCore running = core;
        if (running != null) {
            see(running.step(input));
            see(running.step(new Input.RoundEnded(OptionalLong.of(nowNanos))));
            if (!diskHeld) {
                force();
            }
        }
    }

    private void see(Effects effects) {
        effects.roleChange()
                .ifPresent(change -> tell(change.role() + " of term " + change.term() + ", leader "
                        + (change.leaderId() == 0 ? "unknown" : "n" + change.leaderId())));
        effects.sendNow().forEach(network);
        if (effects.persist().isPresent() || !effects.sendAfterPersist().isEmpty()) {
            unforced.add(effects);
        }
        effects.persist()
                .ifPresent(persist -> persist.truncateFrom().ifPresent(index -> tell("cuts its log at " + index)));
        effects.readsGranted().forEach(grant -> tell("read " + grant.requestId() + " granted at " + grant.readIndex()));
        effects.readsRefused().forEach(read -> tell("read " + read + " refused"));
        effects.transfersAnswered().forEach(answer -> tell("transfer: " + answer.outcome()));
        apply(effects.committed());
        effects.snapshotWork().forEach(work -> work.dispatch(this));
        effects.membershipNews().forEach(news -> news.dispatch(new MembershipStory(this::tell)));
    }

    private void apply(List<LogEntry> entries) {
        if (!entries.isEmpty()) {
            tell("commits " + words(entries));
            input(new Input.Applied(entries.get(entries.size() - 1).index()));
        }
    }

    void holdDisk(boolean held) {
        diskHeld = held;
        if (!held) {
            force();
        }
    }

    /** As {@link #holdDisk}, and the node knows; it is over once what was held up is written. */
    void diskRefuses(boolean refuses) {
        holdDisk(refuses);
        input(new Input.DiskReported(!refuses));
    }

    private void force() {
        while (!unforced.isEmpty()) {
            Effects effects = unforced.removeFirst();
            effects.persist().ifPresent(this::write);
            effects.sendAfterPersist().forEach(network);
            effects.persist().ifPresent(persist -> input(new Input.Persisted(persist.sequence())));
        }
    }

    private void write(Persist persist) {
        persist.hardState().ifPresent(state -> hardState = state);
        persist.truncateFrom().ifPresent(index -> log.removeIf(entry -> entry.index() >= index));
        log.addAll(persist.entries());
    }

    /** The state at what is applied becomes a snapshot; entries before it go. */
    void capture() {
        RaftStatus status = status();
        long index = status.appliedIndex();
        snapshot = new SnapshotMeta(index, termAt(index), membershipAt(index), SNAPSHOT_BYTES, index);
        if (status.membership().isWitness(id)) {
            snapshot = snapshot.hollow();
        }
        input(new Input.SnapshotCaptured(snapshot));
    }

    RaftStatus status() {
        RaftCore running = core;
        if (running == null) {
            throw new AssertionError("n" + id + " is down");
        }
        return running.status();
    }

    String show() {
        if (core == null) {
            return "n" + id + " is down";
        }
        RaftStatus status = status();
        return "n" + id + " " + status.role() + " term " + status.term() + " commit " + status.commitIndex() + " log "
                + status.firstIndex() + ".." + status.lastIndex() + " disk " + words(log);
    }

    @Override
    public Void onSendChunk(SnapshotWork.SendChunk work) {
        long snapshotBytes = work.meta().lengthBytes();
        int length = (int) Math.min(work.maxBytes(), snapshotBytes - work.offset());
        boolean last = work.offset() + length == snapshotBytes;
        network.accept(new Envelope(
                1,
                id,
                work.to(),
                new SnapshotChunk(work.term(), work.meta(), work.offset(), new byte[length], ANY_CRC, last)));
        return null;
    }

    @Override
    public Void onStoreChunk(SnapshotWork.StoreChunk work) {
        long stored = work.offset() + work.data().length;
        tell("stores snapshot " + work.meta().index() + " up to byte " + stored);
        input(new Input.SnapshotChunkStored(work.meta().index(), stored));
        return null;
    }

    @Override
    public Void onInstallSnapshot(SnapshotWork.InstallSnapshot work) {
        tell("installs snapshot " + work.meta().index());
        snapshot = work.meta();
        log.clear();
        input(new Input.SnapshotInstalled(work.meta()));
        return null;
    }

    @Override
    public Void onCompactLog(SnapshotWork.CompactLog work) {
        tell("drops its log up to " + work.upToIndex());
        log.removeIf(entry -> entry.index() <= work.upToIndex());
        return null;
    }

    @Override
    public long firstIndex() {
        return log.isEmpty() ? snapshot.index() + 1 : log.get(0).index();
    }

    @Override
    public long lastIndex() {
        return firstIndex() + log.size() - 1;
    }

    @Override
    public long termAt(long index) {
        return log.get((int) (index - firstIndex())).term();
    }

    @Override
    public List<LogEntry> read(long from, long toExclusive, long maxBytes) {
        int first = (int) (from - firstIndex());
        return List.copyOf(log.subList(first, first + 1));
    }

    /** How the members stand in this node's eyes. */
    String members() {
        if (core == null) {
            return "n" + id + " is down";
        }
        RaftStatus status = status();
        boolean committed = status.membership().equals(status.committedMembership());
        return "n" + id + " " + status.membership() + (committed ? "" : " (not committed)");
    }

    private void tell(String what) {
        story.accept("n" + id + " " + what);
    }

    /** Entries as {@code index@term:payload}. */
    private static String words(List<LogEntry> entries) {
        List<String> words = new ArrayList<>();
        for (LogEntry entry : entries) {
            words.add(entry.index() + "@" + entry.term() + ":" + content(entry));
        }
        return words.toString();
    }

    private static String content(LogEntry entry) {
        return switch (entry.type()) {
            case MEMBERSHIP -> MembershipCodec.decode(entry.payload()).toString();
            case WITHHELD -> "(withheld)";
            case NOOP, COMMAND -> new String(entry.payload(), StandardCharsets.UTF_8);
        };
    }
}
