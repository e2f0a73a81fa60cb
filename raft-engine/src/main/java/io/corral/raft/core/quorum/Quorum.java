package io.corral.raft.core.quorum;

import io.corral.raft.core.membership.Membership;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** Decides for a membership what a majority has: of the voters, and while joint also of the outgoing voters (thesis, section 4.3). */
public final class Quorum {

    private final long[] voters;
    private final long[] outgoing;

    /** The quorum of a membership; without voters nothing is ever decided. */
    public Quorum(Membership membership) {
        voters = toArray(membership.voters());
        outgoing = toArray(membership.outgoingVoters());
    }

    /**
     * The largest number that a majority has reached.
     *
     * @param reached what each voter has reached, at least 0
     */
    public long reachedByMajority(LongUnaryOperator reached) {
        long value = majorityOf(voters, reached);
        return outgoing.length == 0 ? value : Math.min(value, majorityOf(outgoing, reached));
    }

    /** How a vote stands, given who has granted and who has refused. */
    public VoteResult tally(Set<Long> granted, Set<Long> refused) {
        VoteResult result = tally(voters, granted, refused);
        if (outgoing.length == 0) {
            return result;
        }
        VoteResult other = tally(outgoing, granted, refused);
        if (result == VoteResult.LOST || other == VoteResult.LOST) {
            return VoteResult.LOST;
        }
        return result == VoteResult.WON ? other : VoteResult.PENDING;
    }

    /** Whether the node alone decides. */
    public boolean isDecidedBy(long node) {
        return isOnly(voters, node) && (outgoing.length == 0 || isOnly(outgoing, node));
    }

    private static boolean isOnly(long[] nodes, long node) {
        return nodes.length == 1 && nodes[0] == node;
    }

    private static long majorityOf(long[] nodes, LongUnaryOperator reached) {
        if (nodes.length == 0) {
            return 0;
        }
        long[] values = new long[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            values[i] = reached.applyAsLong(nodes[i]);
        }
        Arrays.sort(values);
        return values[(values.length - 1) / 2];
    }

    private static VoteResult tally(long[] nodes, Set<Long> granted, Set<Long> refused) {
        int majority = nodes.length / 2 + 1;
        int yes = 0;
        int no = 0;
        for (long node : nodes) {
            if (granted.contains(node)) {
                yes++;
            } else if (refused.contains(node)) {
                no++;
            }
        }
        if (yes >= majority) {
            return VoteResult.WON;
        }
        return nodes.length - no < majority ? VoteResult.LOST : VoteResult.PENDING;
    }

    private static long[] toArray(Set<Long> nodes) {
        return nodes.stream().mapToLong(Long::longValue).toArray();
    }
}
