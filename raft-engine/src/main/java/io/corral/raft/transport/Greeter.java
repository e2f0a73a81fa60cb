package io.corral.raft.transport;

import io.corral.raft.transport.proto.Wire.Frame;
import io.corral.raft.transport.proto.Wire.Hello;
import io.corral.raft.transport.proto.Wire.Refusal;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Who may talk to whom: writes greetings and judges those of others. Immutable. */
final class Greeter {
    private static final int VERSION = 1;
    private static final int MAX_PORT = 65535;

    private final TransportSettings settings;

    Greeter(TransportSettings settings) {
        this.settings = settings;
    }

    /** Introduces this node to the one it believes to talk to. */
    Frame hello(long peer) {
        Hello.Builder hello = Hello.newBuilder()
                .setVersion(VERSION)
                .setCluster(settings.cluster())
                .setNode(settings.nodeId())
                .setPeer(peer);
        settings.reachableAt()
                .ifPresent(address -> hello.setHost(address.getHostString()).setPort(address.getPort()));
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
