package io.corral.server.assembly;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.MembershipChange;
import io.corral.raft.node.RaftNode;
import io.corral.raft.transport.NettyPeerTransport;
import io.corral.server.ensemble.Group;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The Raft group as its node and transport show it. */
record RaftGroup(RaftNode node, NettyPeerTransport transport) implements Group {
    @Override
    public RaftStatus status() {
        return node.status();
    }

    @Override
    public CompletableFuture<ChangeOutcome> changeInTerm(long term, MembershipChange change) {
        return node.changeMembershipInTerm(term, change);
    }

    @Override
    public Set<Long> connected() {
        return transport.connected();
    }
}
