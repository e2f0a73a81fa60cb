package io.corral.raft.transport;

import java.time.Duration;

/**
 * What the transport bounds.
 *
 * @param maxFrameBytes largest frame accepted from a peer; must exceed the largest append and snapshot chunk
 * @param maxQueuedBytes bytes of each of the two kinds waiting for one peer. Beyond it Raft messages are dropped (Raft repeats them), and an
 *     application message costs the connection, so that its sender learns of the loss
 * @param maxUnconsumedBytes application messages of one connection that arrived and are not worked off yet, in bytes; beyond
 *     it nothing more is read from the connection
 * @param reconnectMin first wait after a lost or refused connection; doubled up to the maximum
 * @param reconnectMax longest such wait
 * @param handshakeTimeout how long a connection may take to introduce itself
 * @param silentPeerTimeout how long sent bytes may stay unacknowledged before the connection counts as lost (Linux only)
 * @param threads threads that serve the connections
 */
public record TransportLimits(
        int maxFrameBytes,
        long maxQueuedBytes,
        long maxUnconsumedBytes,
        Duration reconnectMin,
        Duration reconnectMax,
        Duration handshakeTimeout,
        Duration silentPeerTimeout,
        int threads) {

    /** Checks the ranges. */
    public TransportLimits {
        if (maxFrameBytes < 1024) {
            throw new IllegalArgumentException("maxFrameBytes " + maxFrameBytes + " is below 1024");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " is below 1");
        }
        if (reconnectMin.isNegative() || reconnectMin.isZero() || reconnectMin.compareTo(reconnectMax) > 0) {
            throw new IllegalArgumentException("reconnect " + reconnectMin + " to " + reconnectMax + " is no range");
        }
    }

    /** The same with another time for connecting and introducing oneself. */
    public TransportLimits withHandshakeTimeout(Duration timeout) {
        return new TransportLimits(
                maxFrameBytes,
                maxQueuedBytes,
                maxUnconsumedBytes,
                reconnectMin,
                reconnectMax,
                timeout,
                silentPeerTimeout,
                threads);
    }

    /** Frames of 64 MiB, 64 MiB queued, 16 MiB unconsumed, reconnects after 20 ms to 1 s, 2 s to shake hands, 5 s of silence, 2 threads. */
    public static TransportLimits defaults() {
        return new TransportLimits(
                64 << 20,
                64 << 20,
                16 << 20,
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                2);
    }
}
