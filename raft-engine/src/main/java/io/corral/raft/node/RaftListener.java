package io.corral.raft.node;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.port.WriteObstacle;
import java.util.Optional;

/**
 * What a node tells the program above it. Called on the raft loop, except where said otherwise: must not block and must not
 * throw.
 */
public interface RaftListener {

    /**
     * Role, term or known leader changed.
     *
     * @param role what this node is now
     * @param term the current term
     * @param leaderId the leader as far as known; 0 = unknown
     */
    void onLeadershipChanged(RaftRole role, long term, long leaderId);

    /**
     * Other nodes count as members at this node from now on. The entry that says so need not be committed: what was before may come
     * back.
     */
    default void onMembershipChanged(Membership membership) {}

    /**
     * This node is no member of its group any more; that is committed. It takes part in nothing from now on and should be closed.
     *
     * @param remaining the members
     */
    default void onRemoved(Membership remaining) {}

    /** Bytes that a peer sent with {@link RaftNode#sendToPeer}, in the order it sent them while a connection lasts. */
    void onApplicationMessage(long from, byte[] payload);

    /** What is sent to this peer from now on has a connection to travel on. */
    void onPeerConnected(long peer);

    /** What was sent to this peer and not answered may be lost. */
    void onPeerDisconnected(long peer);

    /** A snapshot was taken or installed, or could not be. */
    default void onSnapshot(SnapshotNews news) {}

    /**
     * The disk of the log is full or read-only, or takes writes again. Meanwhile the node refuses proposals, acknowledges nothing
     * new, gives leadership away if the others can do without it, and goes on answering reads.
     *
     * @param obstacle what is in the way; empty when nothing is any more
     */
    default void onDiskReported(Optional<WriteObstacle> obstacle) {}

    /**
     * The node has stopped for good because it can no longer keep its promises: a write to the log failed, a file is
     * damaged, or a thread of the node died. The process should end. Called once, on the thread that failed.
     */
    void onFatal(Throwable cause);
}
