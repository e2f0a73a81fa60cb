package io.corral.server.ensemble;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.ChangeOutcome;
import io.corral.raft.core.membership.MembershipChange;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What changing the members needs of the Raft group. Any thread; nothing blocks. */
public interface Group {
    /** How this node stands, as of the latest tick. */
    RaftStatus status();

    /** Asks for other members; only the leader of this term has a chance, however late the question arrives. */
    CompletableFuture<ChangeOutcome> changeInTerm(long term, MembershipChange change);

    /** The nodes to which a connection stands. */
    Set<Long> connected();
}
