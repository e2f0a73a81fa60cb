package io.corral.raft.core;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads that may lag behind. They are decided at the end of the round, when the clock was read after they were asked: granted from what is
 * known, otherwise treated as linearizable ones.
 */
final class StaleReads {

    /** For how many heartbeat intervals after a read a follower goes on asking the leader, so that the next read finds it fresh. */
    private static final int INTEREST = 20;

    private final ReplicaState state;
    private List<Read> asked = new ArrayList<>();
    private List<Read> spare = new ArrayList<>();
    private long wantedUntil;

    StaleReads(ReplicaState state) {
        this.state = state;
    }

    void request(long requestId, long maxLagNanos) {
        wantedUntil = state.now() + INTEREST * state.settings.heartbeat().toNanos();
        if (asked.size() >= state.limits().maxPendingReads()) {
            state.outbox.refuse(requestId);
        } else {
            asked.add(new Read(requestId, maxLagNanos));
        }
    }

    /** Whether such reads were asked for lately. */
    boolean areWanted() {
        return state.now() < wantedUntil;
    }

    void decide(Role role) {
        if (asked.isEmpty()) {
            return;
        }
        List<Read> deciding = asked;
        asked = spare;
        spare = deciding;
        for (Read read : deciding) {
            OptionalLong index = state.clock.isFresh()
                    ? state.freshness.within(read.maxLagNanos, state.clock.nanos())
                    : OptionalLong.empty();
            if (index.isPresent()) {
                state.outbox.grant(read.requestId, index.getAsLong());
            } else {
                role.readRequested(read.requestId);
            }
        }
        deciding.clear();
    }

    private record Read(long requestId, long maxLagNanos) {}
}
