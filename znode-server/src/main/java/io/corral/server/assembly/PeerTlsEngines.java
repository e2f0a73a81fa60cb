package io.corral.server.assembly;

import io.corral.raft.transport.PeerEngines;
import io.corral.raft.transport.PeerProtection;
import io.corral.server.config.ServerConfig;
import io.corral.server.config.TlsConfig.PeerTls;
import io.corral.server.tls.TlsEngines;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/**
 * Protects connections between servers with the keys of this one.
 *
 * @param engines made of the keys
 */
record PeerTlsEngines(TlsEngines engines) implements PeerEngines {

    /** Which connections are protected, as configured; none of a server that is alone. */
    static PeerProtection protection(ServerConfig config, Optional<TlsEngines> engines) {
        PeerTls peers = config.tls().peers();
        return engines.isEmpty() || config.ensemble().standalone()
                ? PeerProtection.NONE
                : new PeerProtection(engines.map(PeerTlsEngines::new), peers.dialsTls(), peers.unified());
    }

    @Override
    public SSLEngine dialling(String host, int port) {
        return engines.dialling(host, port);
    }

    @Override
    public SSLEngine accepting(String host, int port) {
        return engines.accepting(host, port);
    }
}
