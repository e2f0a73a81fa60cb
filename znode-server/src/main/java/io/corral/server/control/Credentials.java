package io.corral.server.control;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What somebody shows who wants something that is not for everybody.
 *
 * @param scheme the scheme they authenticate with, such as {@code digest}
 * @param proof what they say, such as {@code user:password}; empty when they say nothing
 * @param from where they are
 * @param certificates the certificate that was checked in the handshake of their connection, then those that signed it; empty when
 *     none was shown
 */
public record Credentials(String scheme, Optional<String> proof, InetAddress from, List<X509Certificate> certificates) {

    /** Copies the list. */
    public Credentials {
        certificates = List.copyOf(certificates);
    }
}
