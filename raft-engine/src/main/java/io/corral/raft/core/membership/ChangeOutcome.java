package io.corral.raft.core.membership;

/** What came of a change of the membership that was asked for. */
public sealed interface ChangeOutcome {

    /** Calls the handler's method for this kind of outcome. */
    <R> R dispatch(Handler<R> handler);

    /**
     * The membership is in force and will stay so until the next change. Learners that shall vote are promoted later, without being
     * asked for.
     *
     * @param index of the entry that says so
     * @param membership the members; not joint
     */
    record Committed(long index, Membership membership) implements ChangeOutcome {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onCommitted(this);
        }
    }

    /**
     * The change was not begun.
     *
     * @param reason why
     */
    record Refused(ChangeRefusal reason) implements ChangeOutcome {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onRefused(this);
        }
    }

    /** The leader lost its leadership, or the node ended, before the change was committed: it may be carried out, or not. */
    record Unknown() implements ChangeOutcome {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onUnknown(this);
        }
    }

    /**
     * One method for each outcome.
     *
     * @param <R> what handling yields
     */
    interface Handler<R> {

        /** It is in force. */
        R onCommitted(Committed outcome);

        /** It was not begun. */
        R onRefused(Refused outcome);

        /** Nobody knows. */
        R onUnknown(Unknown outcome);
    }
}
