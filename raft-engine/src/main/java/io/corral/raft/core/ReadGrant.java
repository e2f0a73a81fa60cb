package io.corral.raft.core;

/**
 * A linearizable read may be answered from any state that has applied {@code readIndex} (thesis, section 6.4).
 *
 * @param requestId the id given with {@link Input.ReadRequested}
 * @param readIndex log index the state must have reached
 */
public record ReadGrant(long requestId, long readIndex) {}
