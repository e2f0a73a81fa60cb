package io.corral.raft.core;

import io.corral.raft.core.progress.FollowerMode;
import io.corral.raft.core.progress.FollowerProgress;
import io.corral.raft.message.TimeoutNow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a leader gives leadership away (thesis, section 3.10): it takes no more proposals, brings one follower fully up to date and asks it
 * to campaign at once. What is proposed meanwhile is held back, and proposed when the follower has not taken over within an election
 * timeout; when it has, whoever proposed proposes again, as after any change of leader.
 */
final class Handover {

    private final ReplicaState state;
    private final Followers followers;
    private final LeaderLease lease;
    private List<byte[]> held = new ArrayList<>();
    private long heldBytes;

    /** Who is to take over; 0 = nobody. */
    private long target;

    private boolean asked;
    private long deadline;

    Handover(ReplicaState state, Followers followers, LeaderLease lease) {
        this.state = state;
        this.followers = followers;
        this.lease = lease;
    }

    boolean isUnderWay() {
        return target != 0;
    }

    /**
     * Begins.
     *
     * @param wanted who is to take over; 0 = whoever is most up to date
     * @return whether there is somebody who can
     */
    boolean begin(long wanted) {
        return begin(followers.all().stream()
                .filter(follower -> wanted == 0 || follower.id() == wanted)
                .filter(this::isReady));
    }

    /** Begins to hand over to somebody who is not a mere reserve, if there is one. */
    boolean beginWithPreferred() {
        return begin(followers.all().stream()
                .filter(follower -> !state.settings.isReserve(follower.id()) && isReady(follower))
                .filter(follower -> follower.matchIndex() >= state.commitIndex()));
    }

    private boolean begin(Stream<FollowerProgress> candidates) {
        Optional<FollowerProgress> best = candidates.max(
                Comparator.comparing((FollowerProgress follower) -> !state.settings.isReserve(follower.id()))
                        .thenComparing(FollowerProgress::matchIndex)
                        .thenComparing(FollowerProgress::id, Comparator.reverseOrder()));
        if (best.isEmpty()) {
            return false;
        }
        target = best.get().id();
        asked = false;
        deadline = state.now() + state.settings.electionTimeoutMax().toNanos();
        return true;
    }

    private boolean isReady(FollowerProgress follower) {
        return state.membership().mayLead(follower.id())
                && !follower.isRecovering()
                && follower.mode() == FollowerMode.REPLICATE
                && state.now() - follower.contactNanos()
                        < state.settings.electionTimeoutMin().toNanos();
    }

    /** Keeps proposals for later; beyond the bound they are dropped. */
    void hold(List<byte[]> payloads) {
        for (byte[] payload : payloads) {
            if (heldBytes < state.limits().maxUncommittedBytes()) {
                held.add(payload);
                heldBytes += payload.length;
            }
        }
    }

    /** Asks the target to campaign once it has the whole log. */
    void flush() {
        if (target == 0 || asked) {
            return;
        }
        followers.all().stream()
                .filter(follower -> follower.id() == target && follower.matchIndex() == state.log.lastIndex())
                .forEach(follower -> {
                    asked = true;
                    lease.giveUp();
                    state.outbox.send(target, new TimeoutNow(state.term()));
                });
    }

    /** Whether it has taken too long; then it is over. */
    boolean hasFailed() {
        if (target == 0 || state.now() < deadline) {
            return false;
        }
        target = 0;
        return true;
    }

    /** What was held back. */
    List<byte[]> release() {
        List<byte[]> released = held;
        held = new ArrayList<>();
        heldBytes = 0;
        return released;
    }
}
