package io.corral.raft.core;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.progress.Departure;
import io.corral.raft.core.progress.FollowerProgress;
import io.corral.raft.core.quorum.VoteResult;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom a leader sends to: every member, and for a while those that have ceased to be members, so that they learn of it and end
 * (thesis, section 4.2.2).
 */
final class Followers {

    /** How many election timeouts a node that does not answer is told that it is no member any more. */
    private static final int PATIENCE = 10;

    private final ReplicaState state;

    /** In ascending order, so that a run can be repeated exactly. */
    private final TreeMap<Long, FollowerProgress> progress = new TreeMap<>();

    /** Those of them that are given neither payloads nor a state. */
    private final TreeSet<Long> witnesses = new TreeSet<>();

    /** Those of them that are no members. */
    private final TreeMap<Long, Departure> departures = new TreeMap<>();

    /** Of a change that is not known to be committed, those that are to leave by it are among them. */
    Followers(ReplicaState state) {
        this.state = state;
        state.memberships().possible().forEach(this::add);
        membershipChanged();
    }

    private void add(Membership membership) {
        for (long node : membership.all()) {
            boolean isOfOtherKind = witnesses.contains(node) != membership.isWitness(node);
            if (node != state.self() && (!progress.containsKey(node) || isOfOtherKind)) {
                if (membership.isWitness(node)) {
                    witnesses.add(node);
                } else {
                    witnesses.remove(node);
                }
                startAnew(node);
            }
        }
    }

    /** Whether the node is given neither payloads nor a state; also while it leaves. */
    boolean isWitness(long node) {
        return witnesses.contains(node);
    }

    /** Forgets what was known of a node: it may have lost what it had. */
    void startAnew(long node) {
        progress.put(node, new FollowerProgress(node, state.log.lastIndex() + 1, state.now()));
    }

    /** Members come and go by the membership now in force. */
    void membershipChanged() {
        Membership membership = state.membership();
        add(membership);
        for (long node : progress.keySet()) {
            if (membership.isMember(node)) {
                if (departures.remove(node) != null) {
                    // Its disk may have been emptied while it was out.
                    startAnew(node);
                }
            } else {
                departures.putIfAbsent(node, new Departure(state.memberships().inForceIndex()));
            }
        }
    }

    /** Tells a node that is no member that it is none, if that is not under way. */
    void remind(long node) {
        if (!state.membership().isMember(node) && !progress.containsKey(node)) {
            startAnew(node);
            departures.put(node, new Departure(state.memberships().inForceIndex()));
        }
    }

    Collection<FollowerProgress> all() {
        return progress.values();
    }

    /** A node that decides with others. */
    FollowerProgress of(long node) {
        return Objects.requireNonNull(progress.get(node));
    }

    /** Whether the node has answered within this time, holds something of the log, and has not forgotten what it held. */
    boolean isThere(long node, long patienceNanos) {
        FollowerProgress follower = progress.get(node);
        return follower != null
                && follower.matchIndex() > 0
                && !follower.isRecovering()
                && state.now() - follower.contactNanos() < patienceNanos;
    }

    /** Whether nothing can be committed before this follower has caught up: too few others keep up. */
    boolean isNeeded(FollowerProgress follower) {
        Set<Long> keepUp = new TreeSet<>(Set.of(state.self()));
        for (FollowerProgress other : progress.values()) {
            boolean live = state.now() - other.contactNanos()
                    < state.settings.electionTimeoutMin().toNanos();
            if (other != follower && live && state.log.isInMemory(other.nextIndex())) {
                keepUp.add(other.id());
            }
        }
        return state.quorum().tally(keepUp, Set.of()) != VoteResult.WON;
    }

    /** After which indexes those that answer still need the log, in ascending order. */
    List<Long> neededAfter() {
        long presence = state.limits().catchUp().presence().toNanos();
        return progress.values().stream()
                .filter(follower -> state.now() - follower.contactNanos() < presence)
                .map(FollowerProgress::neededAfter)
                .sorted()
                .toList();
    }

    @Nullable
    FollowerProgress find(long node) {
        return progress.get(node);
    }

    /** Messages to it may have been lost. One that was told that it is out has most likely ended. */
    void unreachable(long node) {
        FollowerProgress follower = progress.get(node);
        if (follower == null) {
            return;
        }
        follower.unreachable();
        Departure departure = departures.get(node);
        if (departure != null && departure.wasTold(follower)) {
            drop(node);
        }
    }

    private void drop(long node) {
        departures.remove(node);
        progress.remove(node);
    }

    /** Drops those that know that they are out, and those that had time enough to hear of it. */
    void dropDeparted() {
        long patience = PATIENCE * state.settings.electionTimeoutMax().toNanos();
        Iterator<Map.Entry<Long, Departure>> each = departures.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Long, Departure> next = each.next();
            Departure departure = next.getValue();
            if (departure.index() <= state.commitIndex()
                    && departure.isOver(
                            of(next.getKey()),
                            state.now(),
                            state.settings.heartbeat().toNanos(),
                            patience)) {
                progress.remove(next.getKey());
                each.remove();
            }
        }
    }
}
