package io.corral.raft.node;

import io.corral.raft.core.Input;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.SnapshotChunk;
import io.corral.raft.port.PeerTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what arrives from peers to the raft loop, without ever holding back the thread that brings it. When too many bytes
 * of the application wait there, the transport stops reading: nothing is lost and nothing grows.
 */
final class PeerInbox implements PeerTransport.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(PeerInbox.class);

    private final int group;
    private final Mailbox<LoopTask> loop;

    PeerInbox(int group, Mailbox<LoopTask> loop) {
        this.group = group;
        this.loop = loop;
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
    public void onApplicationMessage(long from, byte[] payload, Runnable consumed) {
        loop.post(running -> {
            consumed.run();
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

    @Override
    public void onPeerGone(long peer) {
        loop.post(running -> running.step(new Input.PeerGone(peer)));
    }

    private static boolean isDamaged(Envelope envelope) {
        return envelope.message() instanceof SnapshotChunk chunk
                && SnapshotFlow.checksum(chunk.data()) != chunk.crc32c();
    }
}
