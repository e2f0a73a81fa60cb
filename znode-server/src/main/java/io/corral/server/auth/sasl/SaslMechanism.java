package io.corral.server.auth.sasl;

import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/** One way to authenticate. Safe for any thread. */
interface SaslMechanism {
    /** The server's end of one exchange. May read files. */
    SaslServer open() throws SaslException;
}
