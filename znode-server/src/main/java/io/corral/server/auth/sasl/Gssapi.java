package io.corral.server.auth.sasl;

import io.corral.server.auth.principal.PrincipalName;
import io.corral.server.config.SaslConfig;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/** Kerberos tickets (RFC 4752). */
final class Gssapi implements SaslMechanism {
    private final SaslConfig config;
    private final KerberosLogin login;

    Gssapi(SaslConfig config, KerberosLogin login) {
        this.config = config;
        this.login = login;
    }

    @Override
    public SaslServer open() throws SaslException {
        PrincipalName own = login.name().flatMap(PrincipalName::parse).orElse(null);
        String host = own == null ? null : own.host();
        if (own == null || host == null) {
            throw new SaslException(
                    "the server's principal " + login.name().orElse("") + " is not of the form service/host@REALM");
        }
        try {
            SaslServer server = Subject.doAs(login.subject(), (PrivilegedExceptionAction<@Nullable SaslServer>) () ->
                    Sasl.createSaslServer("GSSAPI", own.primary(), host, Map.of(), new ExchangeCallbacks(config)));
            if (server == null) {
                throw new SaslException("the Java runtime does not offer GSSAPI");
            }
            return server;
        } catch (PrivilegedActionException e) {
            throw new SaslException("the server's own credentials cannot be used", e.getCause());
        }
    }
}
