package io.corral.sim.raft;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.quorum.Quorum;
import io.corral.raft.core.quorum.VoteResult;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.sim.promise.Promises;
import io.corral.sim.world.RunTrace;
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
import java.util.stream.Stream;

/** A group of nodes in their world. */
final class Group {

    /** A force takes up to this long unless mischief says otherwise. */
    static final long USUAL_FORCE_NANOS = 3_000_000;

    private final GroupShape shape;
    private final Replica.Factory factory;
    private final SimulatedClock clock = new SimulatedClock();
    private final RunTrace trace;
    private final Promises promises;
    private final Tally tally = new Tally();
    private final Membership membership;
    private final SimulatedNetwork<Envelope> network;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private Consumer<SimulatedNode> electionWatcher = leader -> {};
    private long requestIds;

    Group(GroupShape shape, Replica.Factory factory, SplittableRandom random, boolean readable) {
        this.shape = shape;
        this.factory = factory;
        trace = new RunTrace(clock, readable);
        promises = new Promises(shape.nodes());
        TreeSet<Long> ids = new TreeSet<>();
        for (long id = 1; id <= shape.nodes(); id++) {
            ids.add(id);
        }
        membership = Membership.ofVoters(ids);
        network = new SimulatedNetwork<>(clock, random.split(), this::deliver);
        for (long id : ids) {
            SimulatedDisk disk = new SimulatedDisk(clock, random.split(), USUAL_FORCE_NANOS);
            nodes.add(new SimulatedNode(id, this, new NodeDisk(disk), random.split()));
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

    SimulatedClock clock() {
        return clock;
    }

    RunTrace trace() {
        return trace;
    }

    Promises promises() {
        return promises;
    }

    Tally tally() {
        return tally;
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

    void send(Envelope envelope) {
        network.send(envelope.from(), envelope.to(), envelope);
    }

    /** Whether the entry would survive any crash on the disks of a majority of what some node takes for the members. */
    boolean isDurable(LogEntry entry) {
        Set<Long> holders = nodes.stream()
                .filter(node -> node.disk().covers(entry.index(), entry.term()))
                .map(SimulatedNode::id)
                .collect(Collectors.toSet());
        return memberships().anyMatch(members -> new Quorum(members).tally(holders, Set.of()) == VoteResult.WON);
    }

    /** Whether every node votes, as far as anybody knows. */
    boolean isComplete() {
        return memberships().allMatch(members -> members.voters().equals(membership.voters()) && !members.isJoint());
    }

    private Stream<Membership> memberships() {
        return nodes.stream()
                .map(SimulatedNode::status)
                .filter(Objects::nonNull)
                .map(RaftStatus::membership);
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

    /** Whether every node is up and has applied everything that is committed. */
    boolean isSettledAt(long index) {
        return promises.committedIndex() >= index
                && nodes.stream()
                        .allMatch(node -> node.isUp()
                                && Objects.requireNonNull(node.state()).index() == promises.committedIndex());
    }
}
