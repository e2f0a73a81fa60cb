package io.corral.sim.cluster;

import io.corral.raft.message.AppendReply;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.TimeoutNow;
import io.corral.raft.message.VoteReply;
import io.corral.raft.port.PeerTransport;
import io.corral.sim.world.Messages;
import io.corral.sim.world.RunTrace;

/** The transport of one process, with somebody who reads everything it sends: it must not assert what it may forget. */
final class ObservedTransport implements PeerTransport {
    private final PeerTransport real;
    private final Machine machine;
    private final Cluster cluster;
    private final DurableAccount account;
    private final RunTrace trace;

    ObservedTransport(PeerTransport real, Machine machine, Cluster cluster) {
        this.real = real;
        this.machine = machine;
        this.cluster = cluster;
        this.account = machine.account();
        this.trace = cluster.trace();
    }

    @Override
    public void start(Listener listener) {
        real.start(new Told(listener));
    }

    @Override
    public void send(Envelope envelope) {
        if (envelope.message() instanceof AppendReply reply && reply.success()) {
            account.acknowledges(reply);
        } else if (envelope.message() instanceof VoteReply reply && reply.granted()) {
            account.votes(envelope.to(), reply.term());
            cluster.troubles().rivals().votes(machine);
        } else if (envelope.message() instanceof TimeoutNow request) {
            cluster.leases().givesUp(machine, request.term());
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

    /** Writes down what arrives. */
    private final class Told implements Listener {
        private final Listener real;

        private Told(Listener real) {
            this.real = real;
        }

        @Override
        public void onMessage(Envelope envelope) {
            trace.line(
                    () -> "n" + envelope.to() + " <- n" + envelope.from() + " " + Messages.inWords(envelope.message()));
            trace.event(
                    envelope.from() * 10 + envelope.to(),
                    envelope.message().getClass().getSimpleName().hashCode());
            cluster.troubles().sieges().arrives(envelope);
            real.onMessage(envelope);
        }

        @Override
        public void onApplicationMessage(int group, long from, byte[] payload, Runnable consumed) {
            real.onApplicationMessage(group, from, payload, consumed);
        }

        @Override
        public void onPeerConnected(long peer) {
            real.onPeerConnected(peer);
        }

        @Override
        public void onPeerDisconnected(long peer) {
            real.onPeerDisconnected(peer);
        }

        @Override
        public void onPeerGone(long peer) {
            real.onPeerGone(peer);
        }
    }
}
