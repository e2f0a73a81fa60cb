package io.corral.server.config;

import java.time.Duration;

/**
 * Corral's own settings; their keys start with {@code corral.}.
 *
 * @param eventLoops threads that serve client connections ({@code corral.eventLoops}); at least 1
 * @param raft timing of the Raft group
 * @param snapshotBytesPerSecond what a leader sends of snapshots in a second, at most ({@code corral.raft.snapshotBytesPerSecond}); {@link
 *     Long#MAX_VALUE} is no limit
 * @param segmentBytes size of a log segment ({@code corral.log.segmentBytes})
 */
public record EngineConfig(int eventLoops, RaftTiming raft, long snapshotBytesPerSecond, long segmentBytes) {

    /**
     * Timing of the Raft group.
     *
     * @param electionTimeoutMin shortest silence of the leader after which a member stands for election ({@code
     *     corral.raft.electionTimeoutMinMillis})
     * @param electionTimeoutMax longest such silence ({@code corral.raft.electionTimeoutMaxMillis})
     * @param heartbeat interval at which a leader says it is alive ({@code corral.raft.heartbeatMillis}); at most half of
     *     the shortest timeout
     */
    public record RaftTiming(Duration electionTimeoutMin, Duration electionTimeoutMax, Duration heartbeat) {}
}
