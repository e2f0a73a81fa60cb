package io.corral.sim.raft;

import io.corral.raft.core.Effects;
import io.corral.raft.core.HardState;
import io.corral.raft.core.Input;
import io.corral.raft.core.MembershipNews;
import io.corral.raft.core.Persist;
import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.ReadGrant;
import io.corral.raft.core.RestoredState;
import io.corral.raft.core.RoleChange;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.PeerMessage;
import io.corral.raft.message.SnapshotMeta;
import io.corral.sim.promise.BrokenPromise;
import io.corral.sim.promise.LogImage;
import io.corral.sim.promise.Promises;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A node: drives the algorithm as the real driver does, but with virtual time, disk and network. A crash ends a run and everything in
 * memory; what is on the {@link NodeDisk} stays.
 */
final class SimulatedNode {

    private static final long TICK_NANOS = 10_000_000;
    private static final long MAX_ROUND_NANOS = 1_000_000;

    private final long id;
    private final Group group;
    private final NodeDisk disk;
    private final RandomGenerator random;

    /** This node's clock runs fast or slow by up to a tenth. */
    private final double clockRate;

    private @Nullable Run run;
    private boolean paused;

    /** Counts what gives it a reason to go on as it is: messages that arrive, and time that does not pass for it. */
    private long disturbances;

    private final ArrayDeque<Runnable> heldBack = new ArrayDeque<>();

    SimulatedNode(long id, Group group, NodeDisk disk, RandomGenerator random) {
        this.id = id;
        this.group = group;
        this.disk = disk;
        this.random = random;
        clockRate = random.nextDouble(0.9, 1.1);
    }

    long id() {
        return id;
    }

    NodeDisk disk() {
        return disk;
    }

    boolean isUp() {
        return run != null;
    }

    /** How it stands; null while it is down. */
    @Nullable
    RaftStatus status() {
        return run == null ? null : run.replica.status();
    }

    /** The state machine; null while it is down. */
    @Nullable
    HashChain state() {
        return run == null ? null : run.state;
    }

    void start() {
        if (run == null) {
            run = new Run();
            run.begin();
        }
    }

    void crash() {
        if (run != null) {
            run = null;
            heldBack.clear();
            disk.disk().crash();
        }
    }

    /** Loses everything, in memory and on the disk. */
    void wipe() {
        crash();
        disk.empty();
    }

    /** It is no member any more, and its disk is emptied. */
    void retire() {
        crash();
        disk.retire();
    }

    /** A paused node does nothing, but its clock and disk go on; what arrives waits and is done when it goes on. */
    void pause(boolean now) {
        paused = now;
        disturbances++;
        while (!paused && !heldBack.isEmpty()) {
            heldBack.removeFirst().run();
        }
    }

    boolean isPaused() {
        return paused;
    }

    /** Grows with each message that arrives and each pause. */
    long disturbances() {
        return disturbances;
    }

    void receive(long from, PeerMessage message) {
        disturbances++;
        input(new Input.Received(from, message));
    }

    void propose(List<byte[]> payloads) {
        input(new Input.Propose(payloads));
    }

    void changeMembers(MembershipChange change) {
        input(new Input.ChangeMembership(group.nextRequestId(), change));
    }

    void lostConnectionTo(long peer) {
        input(new Input.PeerUnreachable(peer));
    }

    void read() {
        Run now = run;
        if (now != null) {
            long request = group.nextRequestId();
            now.reads.put(request, group.promises().committedIndex());
            input(new Input.ReadRequested(request));
        }
    }

    private void input(Input input) {
        Run now = run;
        if (now != null) {
            now.input(input);
        }
    }

    /** One life of the node. */
    private final class Run implements SnapshotDuties.Host {

        final Replica replica;
        final HashChain state = new HashChain();
        final Map<Long, Long> reads = new HashMap<>();

        /** The log as the node has it in mind, durable or not. */
        private final LogImage mind;

        private final SnapshotDuties snapshots;
        private final ApplyQueue applies;
        private long commitIndex;

        /** The members in force when a step begins: they decide what it commits. */
        private Membership members;

        /** Whether the node leads when a step begins. */
        private boolean led;

        /** The end of the round is on its way. */
        private boolean roundEnding;

        Run() {
            RestoredState restored = disk.restore();
            mind = new LogImage(disk.log());
            replica = group.factory().create(group.shape().settings(id), restored, disk.log(), random);
            disk.newestSnapshot().ifPresent(newest -> restore(newest.meta(), newest.bytes()));
            snapshots = new SnapshotDuties(id, group, disk, this);
            applies = new ApplyQueue(group.clock(), random, this::later);
            commitIndex = restored.snapshot().index();
            members = replica.status().membership();
        }

        void begin() {
            group.clock().after(random.nextLong(TICK_NANOS), later(this::tick));
        }

        private void tick() {
            input(new Input.Tick((long) (group.clock().nowNanos() * clockRate)));
            group.clock().after(TICK_NANOS, later(this::tick));
        }

        /** The action, unless the node crashes before; a paused node does it when it goes on. */
        @Override
        public Runnable later(Runnable action) {
            return () -> {
                if (run == this) {
                    if (paused) {
                        heldBack.add(later(action));
                    } else {
                        action.run();
                    }
                }
            };
        }

        @Override
        public void input(Input input) {
            if (run != this) {
                return;
            }
            if (paused) {
                heldBack.add(later(() -> input(input)));
                return;
            }
            group.trace().line(() -> "n" + id + " <- " + Words.of(input));
            step(input);
            endRoundSoon();
        }

        /** Some rounds take a single input, others whatever comes within a while. */
        private void endRoundSoon() {
            if (roundEnding) {
                return;
            }
            if (random.nextBoolean()) {
                step(new Input.RoundEnded());
            } else {
                roundEnding = true;
                group.clock().after(random.nextLong(MAX_ROUND_NANOS), later(() -> {
                    roundEnding = false;
                    step(new Input.RoundEnded());
                }));
            }
        }

        private void step(Input input) {
            Effects effects = replica.step(input);
            check(effects);
            carryOut(effects);
        }

        /** Looks at what the algorithm did before any of it has an effect. */
        private void check(Effects effects) {
            Promises promises = group.promises();
            effects.persist().ifPresent(this::noteInMind);
            RaftStatus status = replica.status();
            promises.commitIndexMoves(id, commitIndex, status.commitIndex());
            decided(status);
            effects.roleChange().ifPresent(change -> changed(change));
            effects.membershipNews().forEach(news -> group.trace().line(() -> "n" + id + " hears " + news));
            for (LogEntry entry : effects.committed()) {
                promises.commits(id, status.term(), entry, () -> entry.index() <= group.decidedIndex());
            }
            for (ReadGrant grant : effects.readsGranted()) {
                Long floor = reads.remove(grant.requestId());
                if (floor != null) {
                    promises.readGranted(id, grant.readIndex(), floor);
                    group.tally().count("reads granted");
                }
            }
            effects.readsRefused().forEach(reads::remove);
            group.trace()
                    .event(
                            id * 100 + status.role().name().hashCode(),
                            status.term() * 31 + status.commitIndex() * 7 + status.lastIndex());
        }

        /** A leader decides what is committed, and the members in force before are those that count. */
        private void decided(RaftStatus status) {
            boolean leads = status.role() == RaftRole.LEADER;
            if (status.commitIndex() > commitIndex && (leads || led)) {
                group.decides(id, mind.get(status.commitIndex()), members);
                if (leads) {
                    group.onCommitted(SimulatedNode.this);
                }
            }
            commitIndex = status.commitIndex();
            members = status.membership();
            led = leads;
        }

        private void noteInMind(Persist persist) {
            persist.truncateFrom().ifPresent(index -> {
                group.promises().cuts(id, mind, index);
                mind.truncateFrom(index);
                group.tally().count("logs cut");
            });
            for (LogEntry entry : persist.entries()) {
                mind.append(entry);
                noteEntry(entry);
            }
            persist.hardState().ifPresent(this::voted);
        }

        private void noteEntry(LogEntry entry) {
            EntryType notHere = group.shape().isWitness(id) ? EntryType.COMMAND : EntryType.WITHHELD;
            if (entry.type() == notHere) {
                throw new BrokenPromise("witnesses: n" + id + " is given " + entry);
            }
            long before = entry.index() - 1;
            long termBefore = before < mind.firstIndex() ? 0 : mind.termAt(before);
            group.promises().appends(id, entry, termBefore);
        }

        private void voted(HardState now) {
            mind.hardState(now);
        }

        private void changed(RoleChange change) {
            group.trace()
                    .line(() -> "n" + id + " is " + change.role() + " of term " + change.term() + ", leader n"
                            + change.leaderId());
            if (change.role() == RaftRole.LEADER) {
                group.promises().leads(id, change.term(), mind);
                group.tally().count("elections");
                group.onElected(SimulatedNode.this);
            }
        }

        private void carryOut(Effects effects) {
            effects.persist()
                    .ifPresent(persist ->
                            disk.write(persist, later(() -> input(new Input.Persisted(persist.sequence())))));
            effects.sendNow().forEach(group::send);
            List<Envelope> afterPersist = effects.sendAfterPersist();
            if (!afterPersist.isEmpty()) {
                disk.afterWrites(later(() -> afterPersist.forEach(group::send)));
            }
            if (!effects.committed().isEmpty()) {
                applies.add(() -> apply(effects.committed()));
            }
            effects.snapshotWork().forEach(work -> work.dispatch(snapshots));
            if (effects.membershipNews().stream().anyMatch(MembershipNews.Removed.class::isInstance)) {
                group.clock().after(0, later(() -> group.onRemoved(SimulatedNode.this)));
            }
        }

        private void apply(List<LogEntry> entries) {
            entries.forEach(state::apply);
            hold();
            LogEntry last = entries.get(entries.size() - 1);
            snapshots.applied(last, state);
            input(new Input.Applied(last.index()));
        }

        private void hold() {
            if (!group.shape().isWitness(id)) {
                group.promises().holds(id, state.index(), state.hash());
            }
        }

        private void restore(SnapshotMeta meta, byte[] bytes) {
            if (meta.isHollow()) {
                state.skipTo(meta.index());
            } else {
                state.restore(bytes);
            }
        }

        @Override
        public void restoreState(SnapshotMeta meta, byte[] bytes, Runnable restored) {
            mind.resetTo(meta);
            applies.add(() -> {
                restore(meta, bytes);
                hold();
                group.tally().count("snapshots installed");
                restored.run();
            });
        }

        @Override
        public void compactMind(long upToIndex) {
            mind.compactTo(upToIndex);
        }
    }
}
