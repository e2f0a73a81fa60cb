package io.corral.raft.node;

import io.corral.raft.core.Input;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.port.PeerTransport;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what arrives from peers to the raft loop. When too many bytes of the application wait there, the thread that
 * reads from the connections is held back, and with it, by TCP, the sender: nothing is lost and nothing grows.
 */
final class PeerInbox implements PeerTransport.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(PeerInbox.class);
    private static final long PAUSE_NANOS = 100_000;
    private static final int OVERHEAD_BYTES = 64;

    private final int group;
    private final Mailbox<LoopTask> loop;
    private final ByteBudget waiting;
    private final Failure failure;
    private volatile boolean closed;

    PeerInbox(int group, Mailbox<LoopTask> loop, ByteBudget waiting, Failure failure) {
        this.group = group;
        this.loop = loop;
        this.waiting = waiting;
        this.failure = failure;
    }

    /** Drops from now on whatever arrives. */
    void close() {
        closed = true;
    }

    @Override
    public void onMessage(Envelope envelope) {
        if (envelope.group() != group) {
            LOG.debug("Dropping a message for group {} from node {}", envelope.group(), envelope.from());
        } else if (isDamaged(envelope)) {
            LOG.warn("Dropping a damaged piece of a snapshot from node {}", envelope.from());
        } else {
            loop.post(running -> running.step(new Input.Received(envelope.from(), envelope.message())));
        }
    }

    @Override
    public void onApplicationMessage(long from, byte[] payload) {
        long bytes = (long) payload.length + OVERHEAD_BYTES;
        while (!waiting.tryTake(bytes)) {
            if (closed || failure.happened()) {
                return;
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        loop.post(running -> {
            waiting.release(bytes);
            running.applicationMessage(from, payload);
        });
    }

    @Override
    public void onPeerConnected(long peer) {
        loop.post(running -> running.peerConnected(peer));
    }

    @Override
    public void onPeerDisconnected(long peer) {
        loop.post(running -> running.peerDisconnected(peer));
    }

    private static boolean isDamaged(Envelope envelope) {
        return envelope.message() instanceof SnapshotChunk chunk
                && SnapshotFlow.checksum(chunk.data()) != chunk.crc32c();
    }
}
