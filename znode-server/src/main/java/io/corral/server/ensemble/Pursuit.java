package io.corral.server.ensemble;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.tree.ErrorCode;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.ReconfigProposal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The way of one proposal through one leader's term. A leader that cannot bring the group to the proposed members in good time
 * brings it back to the present ones, so that what clients are told is so either way. Each step may be repeated.
 */
final class Pursuit {
    /** How long a majority of the members to be may be away, without interruption, before the proposal is given up. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ReconfigProposal proposal;
    private final Ensemble before;
    private final Lack presence = new Lack();
    private final Lack consent = new Lack();
    private boolean givingUp;
    private boolean arrivalsFirst;
    private boolean settled;

    /**
     * Begins.
     *
     * @param before the members in force
     */
    Pursuit(ReconfigProposal proposal, Ensemble before) {
        this.proposal = proposal;
        this.before = before;
    }

    /** Whether this is about that proposal. */
    boolean isOf(ReconfigProposal other) {
        return proposal.id() == other.id();
    }

    /** The answer to give to the client; empty while there is none. */
    OptionalInt verdict() {
        if (!settled) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(givingUp ? ErrorCode.NEW_CONFIG_NO_QUORUM : ErrorCode.OK);
    }

    private Ensemble target() {
        return givingUp ? before : proposal.target();
    }

    /**
     * What to ask of the group next.
     *
     * @param status how the leader stands
     * @param connected the nodes to which it has a connection
     * @return nothing when it has to be waited for somebody
     */
    Optional<MembershipChange> next(RaftStatus status, Set<Long> connected, long nowNanos) {
        GroupPlan plan = new GroupPlan(target(), status, connected);
        if (!givingUp && !plan.isFulfilledBy(status.membership())) {
            Optional<MembershipChange> introduction = plan.introduction();
            if (introduction.isPresent()) {
                return introduction;
            }
            if (!plan.hasQuorum()) {
                giveUpWhenLate(presence, nowNanos);
                return Optional.empty();
            }
        }
        if (plan.waitsForVotes()) {
            return votes(plan, nowNanos);
        }
        presence.end();
        return Optional.of(arrivalsFirst ? plan.arrivals() : plan.whole());
    }

    private Optional<MembershipChange> votes(GroupPlan plan, long nowNanos) {
        if (plan.lacksArrivals()) {
            return Optional.of(plan.arrivals());
        }
        giveUpWhenLate(presence, nowNanos);
        return Optional.empty();
    }

    private void giveUpWhenLate(Lack lack, long nowNanos) {
        if (!givingUp && lack.lasts(nowNanos)) {
            givingUp = true;
            arrivalsFirst = false;
        }
    }

    /** Something that is missed, and since when. */
    private static final class Lack {
        private boolean felt;
        private long sinceNanos;

        /** It is missing now; whether it has been for too long. */
        boolean lasts(long nowNanos) {
            if (!felt) {
                felt = true;
                sinceNanos = nowNanos;
            }
            return nowNanos - sinceNanos > PATIENCE.toNanos();
        }

        void end() {
            felt = false;
        }
    }

    /** What came of a change that {@link #next} asked for. */
    void noted(ChangeOutcome outcome, RaftStatus status, long nowNanos) {
        outcome.dispatch(new ChangeOutcome.Handler<Boolean>() {
            @Override
            public Boolean onCommitted(ChangeOutcome.Committed committed) {
                arrivalsFirst = false;
                presence.end();
                consent.end();
                GroupPlan plan = new GroupPlan(target(), status, Set.of());
                settled = plan.isFulfilledBy(committed.membership()) && plan.hasVotesIn(committed.membership());
                return settled;
            }

            @Override
            public Boolean onRefused(ChangeOutcome.Refused refused) {
                switch (refused.reason()) {
                    case NOT_CAUGHT_UP -> arrivalsFirst = true;
                    case MAJORITY_AWAY, NOT_VIABLE, KIND_IS_FIXED -> giveUpWhenLate(consent, nowNanos);
                    case NOT_LEADING, TERM_NOT_COMMITTED, CHANGE_UNDER_WAY -> {
                        // To be asked again.
                    }
                }
                return false;
            }

            @Override
            public Boolean onUnknown(ChangeOutcome.Unknown unknown) {
                return false;
            }
        });
    }
}
