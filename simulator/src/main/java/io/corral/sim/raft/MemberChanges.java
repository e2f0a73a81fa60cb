package io.corral.sim.raft;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import io.corral.sim.promise.LossPromise;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Asks leaders for other members, again and again. A node that hears that it was removed mostly ends, and comes back with an empty
 * disk once nothing that was sent to or by its former self is under way any more.
 */
final class MemberChanges {

    private static final long MILLISECOND = 1_000_000;
    private static final long MAX_PAUSE_NANOS = 150 * MILLISECOND;
    private static final int MAX_NODES_AT_ONCE = 3;

    private final Group group;
    private final RandomGenerator random;
    private final BooleanSupplier isOver;
    private final Supplier<Set<Long>> lost;
    private final Set<SimulatedNode> away = new HashSet<>();

    /**
     * Changes of the members of a group.
     *
     * @param lost who has lost a disk and was not readmitted yet
     */
    MemberChanges(Group group, RandomGenerator random, BooleanSupplier isOver, Supplier<Set<Long>> lost) {
        this.group = group;
        this.random = random;
        this.isOver = isOver;
        this.lost = lost;
    }

    void start() {
        group.clock().after(random.nextLong(MAX_PAUSE_NANOS), () -> {
            if (!isOver.getAsBoolean()) {
                MembershipChange change = someChange();
                group.leader().filter(leader -> isWise(leader, change)).ifPresent(leader -> {
                    leader.changeMembers(change);
                    group.tally().count("changes of members asked for");
                });
                start();
            }
        });
    }

    /**
     * Operators who know of the loss of a disk do not change the members so that nothing goes without it. Nor do they ask who answers
     * later, when another disk may be lost.
     */
    private boolean isWise(SimulatedNode leader, MembershipChange change) {
        if (leader.isPaused()) {
            return false;
        }
        Membership present = Objects.requireNonNull(leader.status()).membership();
        return present.isJoint() || LossPromise.allows(change, present, lost.get());
    }

    /** Whether the node must not start yet. */
    boolean isAway(SimulatedNode node) {
        return away.contains(node);
    }

    /** A node has heard, at this moment, that it is no member any more. */
    void removed(SimulatedNode node) {
        group.tally().count("members removed");
        if (random.nextInt(4) == 0) {
            return;
        }
        group.trace().line(() -> "-- n" + node.id() + " is out, and emptied");
        node.retire();
        away.add(node);
        group.clock()
                .after(
                        random.nextLong(Mischief.LONGEST_DELIVERY_NANOS, 2 * Mischief.LONGEST_DELIVERY_NANOS),
                        () -> comeBack(node));
    }

    private void comeBack(SimulatedNode node) {
        group.trace().line(() -> "-- n" + node.id() + " starts as a stranger");
        away.remove(node);
        node.start();
    }

    private MembershipChange someChange() {
        MembershipChange change = new MembershipChange(new TreeMap<>());
        for (int i = random.nextInt(1, MAX_NODES_AT_ONCE + 1); i > 0; i--) {
            long node = random.nextLong(1, group.shape().allNodes() + 1L);
            change = change.and(node, someStanding(node));
        }
        return change;
    }

    private Standing someStanding(long node) {
        int number = random.nextInt(5);
        if (group.shape().isWitness(node)) {
            return number < 3 ? Standing.WITNESS : Standing.NON_MEMBER;
        }
        return switch (number) {
            case 0, 1, 2 -> Standing.VOTER;
            case 3 -> Standing.LEARNER;
            default -> Standing.NON_MEMBER;
        };
    }
}
