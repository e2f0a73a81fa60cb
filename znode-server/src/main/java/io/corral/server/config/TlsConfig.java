package io.corral.server.config;

import io.corral.server.tls.ClientCertificates;
import io.corral.server.tls.TlsSettings;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What is protected by TLS, and how.
 *
 * @param clients connections of clients
 * @param peers connections between servers
 * @param admin the HTTP server of console and commands
 */
public record TlsConfig(ClientTls clients, PeerTls peers, AdminTls admin) {

    /**
     * Connections of clients.
     *
     * @param settings how they are protected; empty when they are not
     * @param secureAddress the port that takes TLS only ({@code secureClientPort}); empty for none
     * @param unified whether the client port takes TLS besides plain text ({@code client.portUnification})
     * @param handshakesMax handshakes under way beyond which new connections are closed; 0 is no limit
     * @param dropEarly whether connections are closed before their handshake while the server serves nobody
     * @param superUser subject of the certificate to whose owner everything is allowed
     */
    public record ClientTls(
            Optional<TlsSettings> settings,
            Optional<InetSocketAddress> secureAddress,
            boolean unified,
            int handshakesMax,
            boolean dropEarly,
            Optional<String> superUser) {

        /** The secure port; -1 when there is none. */
        public int securePort() {
            return secureAddress.map(InetSocketAddress::getPort).orElse(-1);
        }
    }

    /**
     * Connections between servers.
     *
     * @param settings how they are protected; empty when no server of the ensemble speaks TLS
     * @param dialsTls whether this server protects the connections it opens ({@code sslQuorum})
     * @param unified whether it takes plain connections as well as protected ones ({@code portUnification})
     */
    public record PeerTls(Optional<TlsSettings> settings, boolean dialsTls, boolean unified) {}

    /**
     * The HTTP server of console and commands.
     *
     * @param settings how it is protected; empty when it speaks HTTP only
     * @param forced whether it speaks HTTPS only ({@code admin.forceHttps})
     */
    public record AdminTls(Optional<TlsSettings> settings, boolean forced) {

        /** How addresses of the HTTP server begin: https when it takes nothing else. */
        public String scheme() {
            return forced && settings.isPresent() ? "https" : "http";
        }

        /** Whether callers have to show a certificate. */
        public boolean needsCertificate() {
            return settings.map(TlsSettings::clientCertificates).orElse(ClientCertificates.NONE)
                    == ClientCertificates.NEED;
        }
    }
}
