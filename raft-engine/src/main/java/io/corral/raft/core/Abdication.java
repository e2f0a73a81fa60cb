package io.corral.raft.core;

/**
 * When a leader gives leadership away of its own accord: because it is only a reserve and another node is ready, or because its own
 * disk hangs, or takes nothing more, and the group commits without it.
 */
final class Abdication {

    private static final int REST_TIMEOUTS = 10;

    private final ReplicaState state;
    private final Handover handover;

    /** Not again before then, so that an attempt that fails is not repeated all the time. */
    private long restUntil;

    Abdication(ReplicaState state, Handover handover) {
        this.state = state;
        this.handover = handover;
    }

    /**
     * Time has passed.
     *
     * @return whether to step down without a successor: the disk is of no use, and nobody can take over in good order
     */
    boolean tick(boolean handoverFailed) {
        if (handover.isUnderWay()) {
            return false;
        }
        if (diskHoldsUp()) {
            return handoverFailed || !handover.begin(0);
        }
        boolean wanted = state.settings.isReserve(state.self())
                && state.now() >= restUntil
                && state.log.termAt(state.commitIndex()) == state.term();
        if (wanted && handover.beginWithPreferred()) {
            restUntil = state.now()
                    + REST_TIMEOUTS * state.settings.electionTimeoutMax().toNanos();
        }
        return false;
    }

    /**
     * A majority without this node has made durable what this node's disk has not for an election timeout, or takes no more at all.
     * Such a node leads badly: it cannot help to commit. Where there is no such majority it goes on leading, because it can still
     * confirm reads.
     */
    private boolean diskHoldsUp() {
        boolean bad = state.disk.hangs() || !state.diskIsWritable();
        return bad && state.commitIndex() > state.log.durableIndex();
    }
}
