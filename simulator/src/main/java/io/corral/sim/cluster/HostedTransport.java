package io.corral.sim.cluster;

import io.corral.raft.message.AppendReply;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.VoteReply;
import io.corral.raft.port.PeerTransport;

/** The transport of a process with several groups, with somebody who reads what each of them asserts. */
final class HostedTransport implements PeerTransport {
    private final PeerTransport real;
    private final HostingCluster cluster;

    HostedTransport(PeerTransport real, HostingCluster cluster) {
        this.real = real;
        this.cluster = cluster;
    }

    @Override
    public void start(Listener listener) {
        real.start(listener);
    }

    @Override
    public void send(Envelope envelope) {
        DurableAccount account = cluster.group(envelope.group()).account(envelope.from());
        if (envelope.message() instanceof AppendReply reply && reply.success()) {
            account.acknowledges(reply);
        } else if (envelope.message() instanceof VoteReply reply && reply.granted()) {
            account.votes(envelope.to(), reply.term());
        }
        real.send(envelope);
    }

    @Override
    public void sendApplication(int group, long peer, byte[] payload) {
        real.sendApplication(group, peer, payload);
    }

    @Override
    public void close() {
        real.close();
    }
}
