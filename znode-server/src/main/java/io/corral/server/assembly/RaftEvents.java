package io.corral.server.assembly;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.node.RaftListener;
import io.corral.raft.node.SnapshotNews;
import io.corral.raft.port.WriteObstacle;
import io.corral.server.ops.EventJournal;
import io.corral.server.status.ServerEvent.Kind;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Writes down, in words for an operator, what a Raft node tells its listener, and passes it on. */
final class RaftEvents implements RaftListener {
    private static final long BYTES_PER_KILOBYTE = 1024;

    private final RaftListener next;
    private final EventJournal journal;

    RaftEvents(RaftListener next, EventJournal journal) {
        this.next = next;
        this.journal = journal;
    }

    @Override
    public void onLeadershipChanged(RaftRole role, long term, long leaderId) {
        journal.add(Kind.LEADERSHIP, standing(role, term, leaderId));
        next.onLeadershipChanged(role, term, leaderId);
    }

    private static String standing(RaftRole role, long term, long leaderId) {
        return switch (role) {
            case LEADER -> "Leads term " + term + ".";
            case CANDIDATE -> "Asks for votes in term " + term + ".";
            case PRE_CANDIDATE -> "Asks whether an election after term " + term + " would succeed.";
            case FOLLOWER ->
                leaderId == 0
                        ? "Knows no leader in term " + term + "."
                        : "Follows server " + leaderId + " in term " + term + ".";
        };
    }

    @Override
    public void onMembershipChanged(Membership membership) {
        journal.add(Kind.MEMBERSHIP, "The members are " + members(membership) + ".");
        next.onMembershipChanged(membership);
    }

    @Override
    public void onRemoved(Membership remaining) {
        journal.add(Kind.MEMBERSHIP, "This server was removed; the members are " + members(remaining) + ".");
        next.onRemoved(remaining);
    }

    private static String members(Membership membership) {
        String voters = "voters " + new TreeSet<>(membership.voters());
        return membership.learners().isEmpty()
                ? voters
                : voters + " and learners " + new TreeSet<>(membership.learners());
    }

    @Override
    public void onApplicationMessage(long from, byte[] payload) {
        next.onApplicationMessage(from, payload);
    }

    @Override
    public void onPeerConnected(long peer) {
        journal.add(Kind.PEER, "Connected to server " + peer + ".");
        next.onPeerConnected(peer);
    }

    @Override
    public void onPeerDisconnected(long peer) {
        journal.add(Kind.PEER, "Lost the connection to server " + peer + ".");
        next.onPeerDisconnected(peer);
    }

    @Override
    public void onSnapshot(SnapshotNews news) {
        journal.add(Kind.SNAPSHOT, snapshot(news));
        next.onSnapshot(news);
    }

    private static String snapshot(SnapshotNews news) {
        long kilobytes = (news.bytes() + BYTES_PER_KILOBYTE - 1) / BYTES_PER_KILOBYTE;
        return switch (news.kind()) {
            case TAKEN ->
                "Wrote a snapshot of " + kilobytes + " kB up to index " + news.index() + " in "
                        + TimeUnit.NANOSECONDS.toMillis(news.nanos()) + " ms.";
            case INSTALLED ->
                "Installed the leader's snapshot of " + kilobytes + " kB up to index " + news.index() + ".";
            case NOT_TAKEN -> "Could not write a snapshot up to index " + news.index() + "; its log tells why.";
            case NOT_INSTALLED ->
                "Could not store the leader's snapshot up to index " + news.index() + "; its log tells why.";
        };
    }

    @Override
    public void onDiskReported(Optional<WriteObstacle> obstacle) {
        journal.add(
                Kind.DISK,
                obstacle.map(reason -> "The disk of the log refuses writes: " + reason.inWords() + ".")
                        .orElse("The disk of the log takes writes again."));
        next.onDiskReported(obstacle);
    }

    @Override
    public void onFatal(Throwable cause) {
        journal.add(Kind.FAILURE, "Cannot go on: " + cause);
        next.onFatal(cause);
    }
}
