package io.corral.raft.core;

import io.corral.raft.core.log.LogReader;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.message.SnapshotMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of a {@link RandomGroup}: a core, and a disk that is slow. Its snapshots are as long as they are old. */
final class RandomNode implements LogReader, SnapshotWorkHandler<Void>, MembershipNews.Handler<Void> {

    private static final long TICK = 10_000_000;
    private static final long SLOWEST_FORCE = 15_000_000;
    private static final int SNAPSHOT_EVERY = 25;
    private static final int CHUNK_BYTES = 20;

    private final long id;
    private final Membership initial;
    private final RandomGroup group;

    private HardState hardState = HardState.INITIAL;
    private final List<LogEntry> log = new ArrayList<>();
    private SnapshotMeta snapshot;

    private boolean retired;

    /** Ends with a crash. */
    private @Nullable Life life;

    private static final class Life {
        final RaftCore core;
        long diskFreeAt;
        long applied;
        long captured;

        Life(RaftCore core, long applied) {
            this.core = core;
            this.applied = applied;
            captured = applied;
        }
    }

    RandomNode(long id, Membership initial, RandomGroup group) {
        this.id = id;
        this.initial = initial;
        this.group = group;
        snapshot = SnapshotMeta.none(initial);
    }

    long id() {
        return id;
    }

    Optional<RaftStatus> status() {
        return Optional.ofNullable(life).map(now -> now.core.status());
    }

    void start() {
        if (life != null || retired) {
            return;
        }
        RaftSettings settings = RaftSettings.defaults(id, 1)
                .withLimits(new RaftLimits(
                        200, 1_000, 2_000, CHUNK_BYTES, 10_000, 100_000, 100_000, 100, CatchUpLimits.unpaced()));
        RestoredState restored = new RestoredState(hardState, snapshot, memberships(), firstIndex(), lastIndex());
        Life begun =
                new Life(new RaftCore(settings, restored, this, group.random().split()), snapshot.index());
        life = begun;
        tick(begun);
    }

    void crash() {
        life = null;
    }

    /** Ends for good, as far as this disk goes. */
    void retire() {
        crash();
        retired = true;
    }

    void comeBackEmpty() {
        retired = false;
        hardState = HardState.INITIAL;
        log.clear();
        snapshot = SnapshotMeta.none(Membership.NONE);
        start();
    }

    private void tick(Life of) {
        give(of, new Input.Tick(group.now()));
        later(of, TICK, () -> tick(of));
    }

    private void later(Life of, long nanos, Runnable action) {
        group.after(nanos, () -> {
            if (life == of) {
                action.run();
            }
        });
    }

    void input(Input input) {
        Life now = life;
        if (now != null) {
            give(now, input);
        }
    }

    private void give(Life now, Input input) {
        see(now, now.core.step(input));
        if (life == now) {
            see(now, now.core.step(new Input.RoundEnded()));
        }
    }

    private void see(Life now, Effects effects) {
        effects.roleChange()
                .filter(change -> change.role() == RaftRole.LEADER)
                .ifPresent(change -> group.leads(id, change.term()));
        effects.sendNow().forEach(group::send);
        write(now, effects);
        effects.committed().forEach(entry -> group.commits(id, entry));
        if (!effects.committed().isEmpty()) {
            long last = effects.committed().get(effects.committed().size() - 1).index();
            later(now, group.random().nextLong(1_000_000), () -> applied(now, last));
        }
        effects.snapshotWork().forEach(work -> work.dispatch(this));
        effects.membershipNews().forEach(news -> news.dispatch(this));
    }

    /** A disk does one thing after the other, and what it has not done when the node crashes it never does. */
    private void write(Life now, Effects effects) {
        if (effects.persist().isEmpty() && effects.sendAfterPersist().isEmpty()) {
            return;
        }
        onDisk(now, () -> {
            effects.persist().ifPresent(persist -> {
                persist.hardState().ifPresent(state -> hardState = state);
                persist.truncateFrom().ifPresent(index -> log.removeIf(entry -> entry.index() >= index));
                log.addAll(persist.entries());
            });
            effects.sendAfterPersist().forEach(group::send);
            effects.persist().ifPresent(persist -> give(now, new Input.Persisted(persist.sequence())));
        });
    }

    private void onDisk(Life now, Runnable work) {
        now.diskFreeAt = Math.max(now.diskFreeAt, group.now()) + group.random().nextLong(SLOWEST_FORCE);
        later(now, now.diskFreeAt - group.now(), work);
    }

    private void applied(Life now, long index) {
        if (index <= now.applied) {
            return;
        }
        now.applied = index;
        give(now, new Input.Applied(index));
        if (life == now && index - now.captured >= SNAPSHOT_EVERY) {
            now.captured = index;
            onDisk(now, () -> capture(now, index));
        }
    }

    private void capture(Life now, long index) {
        if (index <= snapshot.index() || index > lastIndex()) {
            return;
        }
        SnapshotMeta taken = new SnapshotMeta(index, termAt(index), membershipAt(index), index, index);
        snapshot = now.core.status().membership().isWitness(id) ? taken.hollow() : taken;
        give(now, new Input.SnapshotCaptured(snapshot));
    }

    private List<LogEntry> memberships() {
        return log.stream()
                .filter(entry -> entry.type() == EntryType.MEMBERSHIP)
                .toList();
    }

    private Membership membershipAt(long index) {
        return memberships().stream()
                .filter(entry -> entry.index() <= index && entry.index() > snapshot.index())
                .reduce((one, later) -> later)
                .map(entry -> MembershipCodec.decode(entry.payload()))
                .orElse(snapshot.membership());
    }

    @Override
    public Void onSendChunk(SnapshotWork.SendChunk work) {
        long bytes = work.meta().lengthBytes();
        int length = (int) Math.max(0, Math.min(work.maxBytes(), bytes - work.offset()));
        boolean last = work.offset() + length >= bytes;
        group.send(new Envelope(
                1,
                id,
                work.to(),
                new SnapshotChunk(work.term(), work.meta(), work.offset(), new byte[length], 0, last)));
        return null;
    }

    @Override
    public Void onStoreChunk(SnapshotWork.StoreChunk work) {
        long next = work.offset() + work.data().length;
        long index = work.meta().index();
        Life now = life;
        if (now != null) {
            onDisk(now, () -> give(now, new Input.SnapshotChunkStored(index, next)));
        }
        return null;
    }

    @Override
    public Void onInstallSnapshot(SnapshotWork.InstallSnapshot work) {
        Life now = life;
        if (now != null) {
            onDisk(now, () -> {
                snapshot = work.meta();
                log.clear();
                now.applied = snapshot.index();
                now.captured = snapshot.index();
                give(now, new Input.SnapshotInstalled(snapshot));
            });
        }
        return null;
    }

    @Override
    public Void onCompactLog(SnapshotWork.CompactLog work) {
        log.removeIf(entry -> entry.index() <= work.upToIndex());
        return null;
    }

    @Override
    public Void onAnswer(MembershipNews.Answer news) {
        if (news.outcome() instanceof ChangeOutcome.Committed) {
            group.changed();
        }
        return null;
    }

    @Override
    public Void onInForce(MembershipNews.InForce news) {
        return null;
    }

    @Override
    public Void onRemoved(MembershipNews.Removed news) {
        group.removed(this);
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

    @Override
    public String toString() {
        return status().map(RaftStatus::toString).orElse("n" + id + " is down");
    }
}
