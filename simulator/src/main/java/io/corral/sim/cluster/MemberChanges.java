package io.corral.sim.cluster;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.Standing;
import io.corral.sim.promise.LossPromise;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks leaders for other members, again and again: several at once, and the leader among them. A node that is removed stays up, and
 * may be taken back with what it has.
 */
final class MemberChanges {
    private static final long MILLISECOND = 1_000_000;
    private static final long MAX_CALM_NANOS = 200 * MILLISECOND;
    private static final int MAX_NODES_AT_ONCE = 3;

    private final Cluster cluster;
    private final SplittableRandom random;

    /** Whom the latest change was asked of, and what is to come of it. */
    private @Nullable NodeLife asked;

    private CompletableFuture<ChangeOutcome> outcome = new CompletableFuture<>();

    MemberChanges(Cluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
    }

    void begin() {
        cluster.clock().after(random.nextLong(MAX_CALM_NANOS), () -> {
            if (!cluster.troubles().areOver()) {
                cluster.leader().ifPresent(this::ask);
                begin();
            }
        });
    }

    /** Whether somebody may be about to carry out a change that nobody else knows of. */
    boolean isUnderWay() {
        return asked != null
                && !outcome.isDone()
                && cluster.machines().stream().anyMatch(machine -> machine.process() == asked);
    }

    private void ask(Machine leader) {
        NodeLife life = leader.process();
        RaftStatus status = leader.status();
        if (life == null || status == null || life.isPaused()) {
            return;
        }
        MembershipChange change = someChange();
        if (isWise(status.membership(), change)) {
            cluster.tally().count(Fault.MEMBERS_CHANGE.words());
            cluster.trace().line(() -> "-- n" + leader.id() + " is asked for " + change);
            asked = life;
            outcome = life.change(change);
        }
    }

    /** Operators who know of the loss of a disk do not change the members so that nothing goes without it. */
    private boolean isWise(Membership present, MembershipChange change) {
        Set<Long> lost = cluster.emptyHanded();
        return lost.isEmpty() || (!present.isJoint() && LossPromise.allows(change, present, lost));
    }

    private MembershipChange someChange() {
        MembershipChange change = new MembershipChange(new TreeMap<>());
        for (int i = random.nextInt(1, MAX_NODES_AT_ONCE + 1); i > 0; i--) {
            Standing standing = switch (random.nextInt(5)) {
                case 0, 1, 2 -> Standing.VOTER;
                case 3 -> Standing.LEARNER;
                default -> Standing.NON_MEMBER;
            };
            change = change.and(random.nextLong(1, cluster.machines().size() + 1L), standing);
        }
        return change;
    }
}
