package io.corral.sim.raft;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.sim.promise.BrokenPromise;
import io.corral.sim.promise.LossPromise;
import io.corral.sim.promise.Promises;
import io.corral.sim.world.RunTrace;
import io.corral.sim.world.SeededRun;
import io.corral.sim.world.SimulatedClock;
import io.corral.sim.world.SimulatedDisk;
import io.corral.sim.world.SimulatedNetwork;
import io.corral.sim.world.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A group of nodes in their world. */
final class Group {

    /** A force takes up to this long unless mischief says otherwise. */
    static final long USUAL_FORCE_NANOS = 3_000_000;

    private final GroupShape shape;
    private final Replica.Factory factory;
    private final SeededRun run;
    private final Promises promises;
    private final Membership membership;
    private final SimulatedNetwork<Envelope> network;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private Consumer<SimulatedNode> electionWatcher = leader -> {};
    private Consumer<SimulatedNode> commitWatcher = leader -> {};
    private Consumer<SimulatedNode> removalWatcher = node -> {};
    private long requestIds;
    private long decidedIndex;

    Group(GroupShape shape, Replica.Factory factory, SeededRun run, SplittableRandom random) {
        this.shape = shape;
        this.factory = factory;
        this.run = run;
        promises = new Promises();
        TreeSet<Long> ids = new TreeSet<>();
        for (long id = 1; id <= shape.nodes(); id++) {
            ids.add(id);
        }
        membership = Membership.ofVoters(ids);
        network = new SimulatedNetwork<>(run.clock(), random.split(), this::deliver);
        for (long id = 1; id <= shape.allNodes(); id++) {
            SimulatedDisk disk = new SimulatedDisk(run.clock(), random.split(), USUAL_FORCE_NANOS);
            Membership known = ids.contains(id) ? membership : Membership.NONE;
            nodes.add(new SimulatedNode(id, this, new NodeDisk(disk, known), random.split()));
        }
    }

    private void deliver(long from, long to, Envelope envelope) {
        node(to).receive(from, envelope.message());
    }

    GroupShape shape() {
        return shape;
    }

    Replica.Factory factory() {
        return factory;
    }

    SeededRun run() {
        return run;
    }

    SimulatedClock clock() {
        return run.clock();
    }

    RunTrace trace() {
        return run.trace();
    }

    Promises promises() {
        return promises;
    }

    Tally tally() {
        return run.tally();
    }

    Membership membership() {
        return membership;
    }

    SimulatedNetwork<Envelope> network() {
        return network;
    }

    List<SimulatedNode> nodes() {
        return nodes;
    }

    SimulatedNode node(long id) {
        return nodes.get((int) id - 1);
    }

    long nextRequestId() {
        return ++requestIds;
    }

    /** Somebody wants to know when a node becomes the leader. */
    void watchElections(Consumer<SimulatedNode> watcher) {
        electionWatcher = watcher;
    }

    void onElected(SimulatedNode leader) {
        electionWatcher.accept(leader);
    }

    /** Somebody wants to know when a leader has committed something. */
    void watchCommits(Consumer<SimulatedNode> watcher) {
        commitWatcher = watcher;
    }

    void onCommitted(SimulatedNode leader) {
        commitWatcher.accept(leader);
    }

    /** Somebody wants to know when a node has heard that it is no member any more. */
    void watchRemovals(Consumer<SimulatedNode> watcher) {
        removalWatcher = watcher;
    }

    void onRemoved(SimulatedNode node) {
        removalWatcher.accept(node);
    }

    void send(Envelope envelope) {
        network.send(envelope.from(), envelope.to(), envelope);
    }

    /** Whether the entry would survive any crash on the disks of a majority of these members, and of those who leave. */
    private boolean isDurable(LogEntry entry, Membership members) {
        return isOnMajority(entry, members.voters())
                && (!members.isJoint() || isOnMajority(entry, members.outgoingVoters()));
    }

    /** A leader has decided, with these members, that everything up to an entry is committed. */
    void decides(long leader, LogEntry entry, Membership members) {
        if (entry.index() <= decidedIndex) {
            return;
        }
        if (!isDurable(entry, members)) {
            throw new BrokenPromise(
                    "durability: n" + leader + " commits " + entry + " which too few disks hold of " + members);
        }
        decidedIndex = entry.index();
    }

    /** Last index of which a leader has decided that it is committed. */
    long decidedIndex() {
        return decidedIndex;
    }

    private boolean isOnMajority(LogEntry entry, Set<Long> voters) {
        long holders = voters.stream()
                .filter(id -> node(id).disk().covers(entry.index(), entry.term()))
                .count();
        return holders * 2 > voters.size();
    }

    /** The founders that have not been welcomed yet. */
    Set<Long> blank() {
        return nodes.stream()
                .filter(each -> each.disk().holding(each.id()).isBlank())
                .map(SimulatedNode::id)
                .collect(Collectors.toSet());
    }

    /** Whether the group is promised to get over it when this node loses its disk. */
    boolean canDoWithout(SimulatedNode node) {
        List<LossPromise.Holding> holdings =
                nodes.stream().map(each -> each.disk().holding(each.id())).toList();
        List<Membership> inMind = nodes.stream()
                .map(SimulatedNode::status)
                .filter(Objects::nonNull)
                .map(RaftStatus::membership)
                .filter(members -> !members.equals(Membership.NONE))
                .toList();
        return new LossPromise(promises, membership).coversLossOf(node.id(), holdings, inMind);
    }

    /** The members by what was committed up to an index. */
    Membership membershipAt(long index) {
        return promises.membershipAt(index, membership);
    }

    /** A node that believes to lead; of several, the one in the latest term. */
    Optional<SimulatedNode> leader() {
        SimulatedNode leader = null;
        long term = 0;
        for (SimulatedNode node : nodes) {
            RaftStatus status = node.status();
            if (status != null && status.role() == RaftRole.LEADER && status.term() > term) {
                leader = node;
                term = status.term();
            }
        }
        return Optional.ofNullable(leader);
    }

    /** Whether every member is up and has applied everything that is committed, and nothing more is to become of the members. */
    boolean isSettledAt(long index) {
        Membership members = membershipAt(promises.committedIndex());
        return promises.committedIndex() >= index
                && !members.isJoint()
                && members.promotable().isEmpty()
                && members.all().stream()
                        .map(this::node)
                        .allMatch(node -> node.isUp()
                                && Objects.requireNonNull(node.state()).index() == promises.committedIndex());
    }
}
