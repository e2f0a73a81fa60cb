package io.corral.raft.transport;

import io.corral.raft.transport.proto.Wire.Frame;
import io.corral.raft.transport.proto.Wire.Hello;
import io.corral.raft.transport.proto.Wire.Refusal;
import java.util.Optional;

/** Who may talk to whom: writes greetings and judges those of others. Immutable. */
final class Greeter {
    private static final int VERSION = 1;

    private final TransportSettings settings;

    Greeter(TransportSettings settings) {
        this.settings = settings;
    }

    /** Introduces this node to the one it believes to talk to. */
    Frame hello(long peer) {
        return Frame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersion(VERSION)
                        .setCluster(settings.cluster())
                        .setNode(settings.nodeId())
                        .setPeer(peer))
                .build();
    }

    static Frame refusal(String reason) {
        return Frame.newBuilder()
                .setRefusal(Refusal.newBuilder().setReason(reason))
                .build();
    }

    /** Why a greeting cannot be accepted; empty when it can. */
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
        if (!settings.peers().containsKey(hello.getNode())) {
            return Optional.of("node " + hello.getNode() + " is not configured here");
        }
        return Optional.empty();
    }
}
