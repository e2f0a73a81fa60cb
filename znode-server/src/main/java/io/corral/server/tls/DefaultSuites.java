package io.corral.server.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;

/**
 * The suites that are used unless others are configured. As in ZooKeeper: those of TLS 1.3, and of the older ones those alone with
 * which nobody who records a connection and gets hold of the key later can read it, and whose keys are agreed on by elliptic curves.
 */
public final class DefaultSuites {
    /** The names, in ZooKeeper's order of preference; not every Java runtime knows all of them. */
    public static final List<String> NAMES = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256");

    private DefaultSuites() {}

    /** Those that this runtime's engines know, in the same order. */
    static List<String> of(SSLEngine engine) {
        Set<String> known = Set.copyOf(Arrays.asList(engine.getSupportedCipherSuites()));
        return NAMES.stream().filter(known::contains).toList();
    }
}
