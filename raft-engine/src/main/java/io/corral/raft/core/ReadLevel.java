package io.corral.raft.core;

import java.time.Duration;

/**
 * How fresh a read must be, and what that may rest on (thesis, sections 6.4 and 6.4.1).
 *
 * <p>A linearizable read is never older than any read before it, wherever and at whatever level that was granted. One that may lag is never
 * older than any read before it at the same node, as long as the node's process lives.
 */
public sealed interface ReadLevel {

    /** Linearizable, confirmed by a round of messages to a majority. Rests on nothing but Raft itself. */
    ReadLevel LINEARIZABLE = new Linearizable();

    /** Linearizable, granted at once by a leader that holds a lease; otherwise as {@link #LINEARIZABLE}. */
    ReadLevel LEASED = new Leased();

    /** As old as the caller accepts. */
    static ReadLevel stale(Duration maxLag) {
        return new BoundedStaleness(maxLag);
    }

    /** Calls the handler's method for this level. */
    void dispatch(Handler handler);

    /** One method per level. */
    interface Handler {

        /** Confirmed by a majority. */
        void linearizable();

        /** A lease is enough. */
        void leased();

        /** Some lag is accepted. */
        void stale(Duration maxLag);
    }

    /** Linearizable by ReadIndex. */
    record Linearizable() implements ReadLevel {
        @Override
        public void dispatch(Handler handler) {
            handler.linearizable();
        }
    }

    /** Linearizable as long as clocks keep to the drift bound of {@link RaftSettings#leaseDriftBound}. */
    record Leased() implements ReadLevel {
        @Override
        public void dispatch(Handler handler) {
            handler.leased();
        }
    }

    /**
     * The state that is read contains all that was acknowledged up to {@code maxLag} before the read was asked, by this node's own
     * monotonic clock. Granted at once when this node knows so; otherwise the leader is asked as for a linearizable read, and where
     * there is none to answer, the read is refused.
     *
     * @param maxLag not negative
     */
    record BoundedStaleness(Duration maxLag) implements ReadLevel {

        /** Checks the range. */
        public BoundedStaleness {
            if (maxLag.isNegative()) {
                throw new IllegalArgumentException("a lag of " + maxLag);
            }
        }

        @Override
        public void dispatch(Handler handler) {
            handler.stale(maxLag);
        }
    }
}
