package io.corral.raft.transport;

import io.corral.raft.transport.proto.Wire.Frame;
import io.corral.raft.transport.proto.Wire.Hello;
import io.corral.raft.transport.proto.Wire.Refusal;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Who may talk to whom: writes greetings and judges those of others. What it says of this node may change. Any thread. */
final class Greeter {
    private static final int VERSION = 1;
    private static final int MAX_PORT = 65535;

    private final TransportSettings settings;
    private final Allegiance allegiance;
    private volatile Optional<InetSocketAddress> reachableAt;

    Greeter(TransportSettings settings, ConnectionJournal journal) {
        this.settings = settings;
        this.allegiance = new Allegiance(settings.identity(), journal);
        this.reachableAt = settings.reachableAt();
    }

    /** Introduces this node to the one it believes to talk to. */
    Frame hello(long peer) {
        Hello.Builder hello = Hello.newBuilder()
                .setVersion(VERSION)
                .setCluster(settings.cluster())
                .setNode(settings.nodeId())
                .setPeer(peer)
                .setIdentity(allegiance.known());
        reachableAt.ifPresent(address -> hello.setHost(address.getHostString()).setPort(address.getPort()));
        return Frame.newBuilder().setHello(hello).build();
    }

    /** Where the sender says it can be reached; empty when it does not say. Its host may be one that means any. */
    static Optional<InetSocketAddress> reachableAt(Hello hello) {
        return hello.getHost().isEmpty() || hello.getPort() < 1 || hello.getPort() > MAX_PORT
                ? Optional.empty()
                : Optional.of(InetSocketAddress.createUnresolved(hello.getHost(), hello.getPort()));
    }

    static Frame refusal(String reason) {
        return Frame.newBuilder()
                .setRefusal(Refusal.newBuilder().setReason(reason))
                .build();
    }

    /** Others can reach this node there from now on; nothing where it does not tell. */
    void isReachableAt(InetSocketAddress address) {
        if (reachableAt.isPresent()) {
            reachableAt = Optional.of(address);
        }
    }

    /** This node knows now to which cluster it belongs, and parts with those that belong to another. */
    void belongsTo(long identity) {
        allegiance.is(identity);
    }

    /**
     * Whether the sender belongs to another cluster of the same name; then its operator has been told so. A sender that does not know
     * where it belongs is let in, and parted with when that changes.
     *
     * @param channel the connection on which it says so
     */
    boolean isOfAnotherCluster(Hello hello, Channel channel) {
        return !allegiance.accepts(hello.getNode(), hello.getIdentity(), channel);
    }

    /** Why a greeting cannot be accepted, whoever sends it; empty when it can. */
    Optional<String> objection(Hello hello) {
        if (hello.getVersion() != VERSION) {
            return Optional.of("it speaks protocol " + hello.getVersion() + ", this node " + VERSION);
        }
        if (!hello.getCluster().equals(settings.cluster())) {
            return Optional.of(
                    "it belongs to cluster '" + hello.getCluster() + "', this node to '" + settings.cluster() + "'");
        }
        if (hello.getPeer() != settings.nodeId()) {
            return Optional.of("it looks for node " + hello.getPeer() + ", this is node " + settings.nodeId());
        }
        return Optional.empty();
    }
}
