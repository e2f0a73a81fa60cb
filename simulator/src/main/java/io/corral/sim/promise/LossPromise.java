package io.corral.sim.promise;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.core.quorum.Quorum;
import io.corral.raft.core.quorum.VoteResult;
import io.corral.raft.message.LogEntry;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose disk a group is promised to get over the loss of (decision 0024): whoever the members are, or are about to be, a majority of
 * them still has what it had, and one of those that are left can be elected by the others. That they are up is not asked for, only that
 * they come back.
 *
 * <p>A node that never got anything is as good as one that has lost everything, and two of those, in a group of three, are as good as
 * a new group. And where a witness votes, what is committed may be with one full member alone.
 */
public final class LossPromise {
    private final Promises promises;
    private final Membership founders;

    /**
     * The promise to one group.
     *
     * @param founders the members before the log says something about them
     */
    public LossPromise(Promises promises, Membership founders) {
        this.promises = promises;
        this.founders = founders;
    }

    /**
     * What a node has on its disk.
     *
     * @param log the log, as it would be found after a crash at this moment
     * @param snapshot whether there is a snapshot
     * @param founder whether it takes itself for one of the founders when it finds nothing
     */
    public record Holding(long node, LogImage log, boolean snapshot, boolean founder) {
        private boolean isIntact() {
            return hasSomething() && !log.hardState().recovering();
        }

        /** Whether it is a founder that has not been welcomed yet: as good as one that has lost everything. */
        public boolean isBlank() {
            return founder && !isIntact();
        }

        private boolean hasSomething() {
            return snapshot || log.lastIndex() > 0;
        }
    }

    /**
     * Whether this node may lose what it has.
     *
     * @param inMind the members as the nodes see them that are up; their logs may not say so yet
     */
    public boolean coversLossOf(long node, Collection<Holding> group, Collection<Membership> inMind) {
        Set<Long> intact = idsOf(group, each -> each.node() != node && each.isIntact());
        Set<Long> unharmed = idsOf(group, each -> each.node() != node && (each.hasSomething() || !each.founder()));
        return !couldFoundAnew(node, group)
                && somebodyCanBeElected(node, group)
                && Stream.concat(inMind.stream(), memberships(group))
                        .allMatch(members -> isEnough(intact, members, node)
                                && isEnough(intact, promotedUnawares(members, node), node)
                                && isEnough(unharmed, members.completed(), node));
    }

    /** The members when the leader lets this node vote because it does not know of the loss yet. */
    private static Membership promotedUnawares(Membership members, long node) {
        return members.promotable().contains(node)
                ? members.promoting(Set.of(node)).settled()
                : members;
    }

    private static Set<Long> idsOf(Collection<Holding> group, Predicate<Holding> condition) {
        return group.stream().filter(condition).map(Holding::node).collect(Collectors.toSet());
    }

    private boolean couldFoundAnew(long node, Collection<Holding> group) {
        long empty = group.stream()
                .filter(each -> founders.isMember(each.node()) && each.founder())
                .filter(each -> each.node() == node || !each.hasSomething())
                .count();
        return empty * 2 >= founders.voters().size();
    }

    /** A learner whose log is newer than those of all voters votes for nobody, and is not elected itself. */
    private boolean somebodyCanBeElected(long node, Collection<Holding> group) {
        List<Holding> left = group.stream()
                .filter(each -> each.node() != node && each.isIntact())
                .toList();
        return left.stream().anyMatch(candidate -> {
            Membership members = membershipOf(candidate);
            Set<Long> votes = idsOf(left, voter -> !isNewer(voter.log(), candidate.log()));
            return members.voters().contains(candidate.node())
                    && !members.isWitness(candidate.node())
                    && new Quorum(members).tally(votes, new HashSet<>()) == VoteResult.WON;
        });
    }

    private boolean isNewer(LogImage one, LogImage other) {
        long term = lastTerm(one);
        long otherTerm = lastTerm(other);
        return term > otherTerm || (term == otherTerm && one.lastIndex() > other.lastIndex());
    }

    private long lastTerm(LogImage log) {
        return log.lastIndex() < log.firstIndex() ? promises.termAt(log.lastIndex()) : log.termAt(log.lastIndex());
    }

    /** The members as this node knows them. */
    private Membership membershipOf(Holding holding) {
        List<LogEntry> named = holding.log().memberships();
        return named.isEmpty()
                ? promises.membershipAt(holding.log().firstIndex() - 1, founders)
                : MembershipCodec.decode(named.get(named.size() - 1).payload());
    }

    private static boolean isEnough(Set<Long> intact, Membership members, long node) {
        boolean dependsOnNode = !members.isWitness(node)
                && Stream.concat(members.voters().stream(), members.outgoingVoters().stream())
                        .anyMatch(members::isWitness);
        return !dependsOnNode && new Quorum(members).tally(intact, new HashSet<>()) == VoteResult.WON;
    }

    /**
     * Whether the group stays able to decide when its members change while some have lost their disks and have not been readmitted, or
     * are blank. The leader may not know of the loss yet and take just those for caught up, and what has begun cannot be taken back.
     *
     * @param present the members now, not joint
     */
    public static boolean allows(MembershipChange change, Membership present, Set<Long> lost) {
        return Stream.<LongPredicate>of(node -> true, node -> false, lost::contains)
                .map(caughtUp -> change.appliedTo(present, caughtUp))
                .allMatch(target -> isAllowed(target, lost) && isAllowed(target.completed(), lost));
    }

    private static boolean isAllowed(Membership members, Set<Long> lost) {
        Set<Long> others = new TreeSet<>(members.voters());
        others.removeAll(lost);
        return lost.stream().filter(members::isMember).allMatch(node -> isEnough(others, members, node));
    }

    /** The committed members, and those that somebody's log names behind that. */
    private Stream<Membership> memberships(Collection<Holding> group) {
        long committed = promises.committedIndex();
        Stream<Membership> possible = group.stream()
                .flatMap(each -> each.log().memberships().stream())
                .filter(entry -> entry.index() > committed)
                .map(entry -> MembershipCodec.decode(entry.payload()));
        return Stream.concat(Stream.of(promises.membershipAt(committed, founders)), possible);
    }
}
