package io.corral.raft.node;

import io.corral.raft.core.Input;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.SnapshotChunk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what arrives from peers to the raft loop, without ever holding back the thread that brings it. When too many bytes
 * of the application wait there, the transport stops reading: nothing is lost and nothing grows.
 */
final class PeerInbox {
    private static final Logger LOG = LoggerFactory.getLogger(PeerInbox.class);

    private final Mailbox<LoopTask> loop;

    PeerInbox(Mailbox<LoopTask> loop) {
        this.loop = loop;
    }

    void onMessage(Envelope envelope) {
        if (isDamaged(envelope)) {
            LOG.warn("Dropping a damaged piece of a snapshot from node {}", envelope.from());
        } else {
            loop.post(running -> running.step(new Input.Received(envelope.from(), envelope.message())));
        }
    }

    void onApplicationMessage(long from, byte[] payload, Runnable consumed) {
        loop.post(new LoopTask() {
            @Override
            public void run(RaftLoop running) {
                consumed.run();
                running.applicationMessage(from, payload);
            }

            @Override
            public void abandon() {
                // Whoever it was for is gone; the connection serves others, too.
                consumed.run();
            }
        });
    }

    void onPeerConnected(long peer) {
        loop.post(running -> running.peerConnected(peer));
    }

    void onPeerDisconnected(long peer) {
        loop.post(running -> running.peerDisconnected(peer));
    }

    void onPeerGone(long peer) {
        loop.post(running -> running.step(new Input.PeerGone(peer)));
    }

    private static boolean isDamaged(Envelope envelope) {
        return envelope.message() instanceof SnapshotChunk chunk
                && SnapshotFlow.checksum(chunk.data()) != chunk.crc32c();
    }
}
