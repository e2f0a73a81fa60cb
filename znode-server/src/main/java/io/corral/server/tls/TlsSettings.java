package io.corral.server.tls;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one kind of connection is protected.
 *
 * @param prefix how the keys of these settings begin, {@code ssl.} or {@code ssl.quorum.}; for messages
 * @param keys the private key and its certificates
 * @param trusted certificates of those who are trusted; empty for the ones that the Java runtime trusts
 * @param handshake versions and algorithms
 * @param clientCertificates what is asked of those who connect
 * @param checks what is asked of certificates
 * @param handshakeTimeout the longest a handshake may take
 * @param reload whether changed files are read again while the server runs
 */
public record TlsSettings(
        String prefix,
        StoreSettings keys,
        Optional<StoreSettings> trusted,
        Handshake handshake,
        ClientCertificates clientCertificates,
        PeerChecks checks,
        Duration handshakeTimeout,
        boolean reload) {

    /**
     * Versions and algorithms.
     *
     * @param protocol name of the kind of context, such as TLSv1.3
     * @param enabledProtocols versions that are spoken; empty for those that belong to the protocol
     * @param cipherSuites suites that are used, in order of preference; empty for {@link DefaultSuites}
     */
    public record Handshake(String protocol, List<String> enabledProtocols, List<String> cipherSuites) {

        /** Copies the lists. */
        public Handshake {
            enabledProtocols = List.copyOf(enabledProtocols);
            cipherSuites = List.copyOf(cipherSuites);
        }
    }

    /** The same for callers that show a certificate, or need not, whatever address they call from. */
    public TlsSettings forBrowsers(boolean needCertificate) {
        return new TlsSettings(
                prefix,
                keys,
                trusted,
                handshake,
                needCertificate ? ClientCertificates.NEED : ClientCertificates.NONE,
                new PeerChecks(checks.nameOfDialled(), false, false, checks.revocation()),
                handshakeTimeout,
                reload);
    }
}
