package io.corral.server.auth.sasl;

import io.corral.server.config.SaslConfig;
import java.util.Map;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/** User and password, of which only a hash travels (RFC 2831). */
final class DigestMd5 implements SaslMechanism {
    private static final String PROTOCOL = "zookeeper";
    private static final String SERVER = "zk-sasl-md5";

    private final SaslConfig config;

    DigestMd5(SaslConfig config) {
        this.config = config;
    }

    @Override
    public SaslServer open() throws SaslException {
        SaslServer server =
                Sasl.createSaslServer("DIGEST-MD5", PROTOCOL, SERVER, Map.of(), new ExchangeCallbacks(config));
        if (server == null) {
            throw new SaslException("the Java runtime does not offer DIGEST-MD5");
        }
        return server;
    }
}
