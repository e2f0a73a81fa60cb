package io.corral.raft.core;

import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.Membership;

/** What a step has to say about the members of the group. */
public sealed interface MembershipNews {

    /** Calls the handler's method for this kind of news. */
    <R> R dispatch(Handler<R> handler);

    /**
     * Answer to {@link Input.ChangeMembership}.
     *
     * @param requestId that of the input
     * @param outcome what came of it
     */
    record Answer(long requestId, ChangeOutcome outcome) implements MembershipNews {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onAnswer(this);
        }
    }

    /**
     * Another membership is in force at this node, committed or not; it may go back to the one before.
     *
     * @param index of the entry that says so
     * @param membership the members
     */
    record InForce(long index, Membership membership) implements MembershipNews {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onInForce(this);
        }
    }

    /**
     * This node was a member and is none any more; that is committed. It campaigns no more and hears no more; it should end.
     *
     * @param index of the entry that says so
     * @param membership those that stay
     */
    record Removed(long index, Membership membership) implements MembershipNews {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onRemoved(this);
        }
    }

    /**
     * One method for each kind of news.
     *
     * @param <R> what handling yields
     */
    interface Handler<R> {

        /** A request is answered. */
        R onAnswer(Answer news);

        /** Others count now. */
        R onInForce(InForce news);

        /** This node is out. */
        R onRemoved(Removed news);
    }
}
