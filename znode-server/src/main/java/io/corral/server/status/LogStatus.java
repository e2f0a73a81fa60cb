package io.corral.server.status;

import java.util.List;

/**
 * How far a server's log and state have come. Indexes are Raft log indexes, starting at 1; 0 means none.
 *
 * @param firstIndex oldest entry still in the log
 * @param lastIndex newest entry in the log
 * @param commitIndex newest entry known to be committed
 * @param appliedIndex newest entry executed against the tree
 * @param lag how far the server is behind the leader
 * @param lastSnapshotIndex log index of the newest durable snapshot; 0 when there is none
 * @param peers the followers as the leader sees them; empty on every other server
 */
public record LogStatus(
        long firstIndex,
        long lastIndex,
        long commitIndex,
        long appliedIndex,
        Lag lag,
        long lastSnapshotIndex,
        List<PeerProgress> peers) {

    /** Keeps an unmodifiable copy of the list. */
    public LogStatus {
        peers = List.copyOf(peers);
    }
}
