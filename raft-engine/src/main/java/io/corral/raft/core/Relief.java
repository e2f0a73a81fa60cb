package io.corral.raft.core;

import io.corral.raft.core.progress.FollowerProgress;
import io.corral.raft.core.quorum.VoteResult;
import io.corral.raft.message.TimeoutNow;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives leadership away while the own disk takes nothing. Only others can commit then, so a majority must be able to without this
 * node: a follower that has made durable what this node could not has a disk that takes writes. Where there is no such majority
 * this node goes on leading, because it can still confirm reads.
 */
final class Relief {

    private final ReplicaState state;
    private final Followers followers;

    Relief(ReplicaState state, Followers followers) {
        this.state = state;
        this.followers = followers;
    }

    /** Asks the follower with the whole log to take over, if the others can do without this node. */
    void seek() {
        Set<Long> able = new HashSet<>();
        for (FollowerProgress follower : followers.all()) {
            if (follower.matchIndex() > state.log.durableIndex()) {
                able.add(follower.id());
            }
        }
        if (state.quorum().tally(able, Set.of()) != VoteResult.WON) {
            return;
        }
        followers.all().stream()
                .filter(follower -> able.contains(follower.id())
                        && state.membership().mayLead(follower.id())
                        && follower.matchIndex() == state.log.lastIndex())
                .min(Comparator.comparingLong(follower -> state.now() - follower.contactNanos()))
                .ifPresent(follower -> state.outbox.send(follower.id(), new TimeoutNow(state.term())));
    }
}
