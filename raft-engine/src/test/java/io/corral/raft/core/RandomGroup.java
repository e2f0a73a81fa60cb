package io.corral.raft.core;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Cores that talk over a bad network, write to disks that forget what is not durable, and are asked for other members again and
 * again, all from one seed. Nodes 1 to 3 begin; nodes 6 and 7 are witnesses whenever they are members. A node that hears that it was
 * removed ends, and comes back with an empty disk.
 */
final class RandomGroup {

    private static final long MILLI = 1_000_000;
    private static final int NODES = 7;
    private static final int FIRST_WITNESS = 6;
    private static final long FOUNDERS = 3;
    private static final long TROUBLED = 3_000 * MILLI;
    private static final long PATIENCE = 10_000 * MILLI;
    private static final long LONGEST_DELIVERY = 12 * MILLI;

    private final long seed;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final TreeMap<Long, RandomNode> nodes = new TreeMap<>();
    private final Set<Long> cut = new HashSet<>();
    private final Map<Long, Long> leaders = new HashMap<>();
    private final List<LogEntry> committed = new ArrayList<>();
    private long nowNanos;
    private long sequence;
    private boolean troubled = true;
    private long changesCommitted;

    RandomGroup(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        for (long id = 1; id <= NODES; id++) {
            Membership known = id <= FOUNDERS ? Membership.ofVoters(Set.of(1L, 2L, 3L)) : Membership.NONE;
            nodes.put(id, new RandomNode(id, known, this));
        }
    }

    long committed() {
        return committed.size();
    }

    long changesCommitted() {
        return changesCommitted;
    }

    void play() {
        try {
            nodes.values().forEach(RandomNode::start);
            proposeAgain();
            misbehaveAgain();
            runUntil(() -> nowNanos > TROUBLED);
            troubled = false;
            cut.clear();
            nodes.values().forEach(RandomNode::start);
            long goal = committed.size() + 1L;
            runUntil(() -> isAtRest(goal) || nowNanos > TROUBLED + PATIENCE);
            check(isAtRest(goal), "no rest: " + states());
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError("seed " + seed + " at " + nowNanos / MILLI + " ms: " + states(), broken);
        }
    }

    private List<String> states() {
        return nodes.values().stream().map(RandomNode::toString).toList();
    }

    /** One leader, whose members all have what is committed, and nobody waits for anything. */
    private boolean isAtRest(long goal) {
        Optional<RaftStatus> leader = leader();
        if (leader.isEmpty() || leader.get().commitIndex() < goal) {
            return false;
        }
        Membership members = leader.get().committedMembership();
        return !members.isJoint()
                && members.promotable().isEmpty()
                && members.all().stream()
                        .allMatch(node -> nodes.get(node)
                                .status()
                                .filter(status -> status.commitIndex() >= goal)
                                .isPresent());
    }

    /** The newest leader. */
    private Optional<RaftStatus> leader() {
        return nodes.values().stream()
                .flatMap(node -> node.status().stream())
                .filter(status -> status.role() == RaftRole.LEADER)
                .reduce((one, other) -> other.term() > one.term() ? other : one);
    }

    private interface Condition {
        boolean holds();
    }

    private void runUntil(Condition condition) {
        while (!condition.holds()) {
            Event next = events.remove();
            nowNanos = next.atNanos;
            next.action.run();
        }
    }

    void after(long nanos, Runnable action) {
        events.add(new Event(nowNanos + nanos, sequence++, action));
    }

    long now() {
        return nowNanos;
    }

    SplittableRandom random() {
        return random;
    }

    void send(Envelope envelope) {
        if (troubled && (random.nextInt(40) == 0 || cut.contains(envelope.from()) || cut.contains(envelope.to()))) {
            return;
        }
        int times = troubled && random.nextInt(40) == 0 ? 2 : 1;
        for (int i = 0; i < times; i++) {
            after(
                    random.nextLong(1, LONGEST_DELIVERY),
                    () -> nodes.get(envelope.to()).input(new Input.Received(envelope.from(), envelope.message())));
        }
    }

    void leads(long node, long term) {
        Long other = leaders.putIfAbsent(term, node);
        check(other == null || other == node, "two leaders of term " + term + ": " + other + " and " + node);
    }

    void commits(long node, LogEntry entry) {
        int at = (int) entry.index() - 1;
        check(at <= committed.size(), node + " commits " + entry + " after " + committed.size());
        if (at == committed.size()) {
            check(entry.type() != EntryType.WITHHELD || at > 0, "a witness commits first");
            committed.add(entry);
            return;
        }
        LogEntry known = committed.get(at);
        check(known.withheld().equals(entry.withheld()), node + " commits " + entry + ", others " + known);
        if (known.type() == EntryType.WITHHELD) {
            committed.set(at, entry);
        }
    }

    void changed() {
        changesCommitted++;
    }

    void removed(RandomNode node) {
        node.retire();
        after(random.nextLong(LONGEST_DELIVERY, 200 * MILLI), node::comeBackEmpty);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private void proposeAgain() {
        after(random.nextLong(20 * MILLI), () -> {
            RandomNode node = anyNode();
            node.input(new Input.Propose(List.of(new byte[random.nextInt(30)])));
            proposeAgain();
        });
    }

    private void misbehaveAgain() {
        after(random.nextLong(80 * MILLI), () -> {
            if (troubled) {
                misbehave();
                misbehaveAgain();
            }
        });
    }

    private void misbehave() {
        RandomNode node = random.nextInt(3) == 0
                ? leader().map(status -> nodes.get(status.nodeId())).orElse(anyNode())
                : anyNode();
        switch (random.nextInt(8)) {
            case 0 -> {
                node.crash();
                after(random.nextLong(300 * MILLI), node::start);
            }
            case 1 -> cut.add(node.id());
            case 2, 3 -> cut.clear();
            default ->
                leader().ifPresent(status ->
                        nodes.get(status.nodeId()).input(new Input.ChangeMembership(sequence++, someChange())));
        }
    }

    private MembershipChange someChange() {
        MembershipChange change = new MembershipChange(new TreeMap<>());
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            long node = random.nextLong(1, NODES + 1);
            Standing[] some = node < FIRST_WITNESS
                    ? new Standing[] {Standing.VOTER, Standing.VOTER, Standing.LEARNER, Standing.NON_MEMBER}
                    : new Standing[] {Standing.WITNESS, Standing.WITNESS, Standing.NON_MEMBER};
            change = change.and(node, some[random.nextInt(some.length)]);
        }
        return change;
    }

    private RandomNode anyNode() {
        return nodes.get(random.nextLong(1, NODES + 1));
    }

    private record Event(long atNanos, long sequence, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atNanos != other.atNanos
                    ? Long.compare(atNanos, other.atNanos)
                    : Long.compare(sequence, other.sequence);
        }
    }
}
