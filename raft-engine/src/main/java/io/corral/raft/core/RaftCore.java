package io.corral.raft.core;

import io.corral.raft.core.log.LogReader;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Raft as a function: {@link #step} takes what happened and returns what to do. No threads, clock, I/O or randomness of its own; one
 * thread calls it.
 *
 * <p>Source: Ongaro, "Consensus: Bridging Theory and Practice" (the thesis).
 */
public final class RaftCore {

    private final RaftStatus status;

    /**
     * A core that starts as a follower.
     *
     * @param settings timing and limits
     * @param restored what the node found on its disk
     * @param persistedLog reads durable entries
     * @param random source of election timeouts and request ids
     */
    public RaftCore(RaftSettings settings, RestoredState restored, LogReader persistedLog, RandomGenerator random) {
        status = new RaftStatus(
                settings.nodeId(),
                RaftRole.FOLLOWER,
                restored.hardState().term(),
                0,
                restored.membership(),
                restored.snapshot().index(),
                restored.snapshot().index(),
                restored.firstIndex(),
                restored.lastIndex(),
                restored.lastIndex(),
                restored.snapshot().index(),
                List.of());
    }

    /**
     * Takes one input and says what follows from it.
     *
     * @throws IllegalStateException only when the core itself is broken, never because of what a peer sent
     */
    public Effects step(Input input) {
        return Effects.NONE;
    }

    /** How the core stands; builds a new record at each call. */
    public RaftStatus status() {
        return status;
    }
}
