package io.corral.admin.http;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The protocols of a port: HTTP, HTTPS, or both told apart by what a caller sends first. */
final class Protocols {
    private static final long STRICT_TRANSPORT_SECONDS = 24 * 60 * 60;

    private Protocols() {}

    /** @param onPlain runs when somebody speaks plain HTTP where HTTPS is spoken as well */
    static ConnectionFactory[] of(Optional<HttpProtection> protection, Runnable onPlain) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        if (protection.isEmpty()) {
            return new ConnectionFactory[] {new HttpConnectionFactory(http)};
        }
        // Browsers check the name themselves; whoever asks by another one is answered all the same.
        http.addCustomizer(new SecureRequestCustomizer(false, STRICT_TRANSPORT_SECONDS, true));
        SslConnectionFactory tls =
                new SslConnectionFactory(new ChangingKeys(protection.get()), HttpVersion.HTTP_1_1.asString());
        return new ConnectionFactory[] {
            protection.get().only() ? tls : new Both(tls, onPlain), new HttpConnectionFactory(http)
        };
    }

    /** Tells the two apart, and says when it is not HTTPS. */
    private static final class Both extends DetectorConnectionFactory {
        private final Runnable onPlain;

        Both(SslConnectionFactory tls, Runnable onPlain) {
            super(tls);
            this.onPlain = onPlain;
        }

        @Override
        protected void nextProtocol(Connector connector, EndPoint endPoint, ByteBuffer buffer) {
            onPlain.run();
            super.nextProtocol(connector, endPoint, buffer);
        }
    }

    /** Protects each connection with the context that is in use when it begins. */
    private static final class ChangingKeys extends SslContextFactory.Server {
        private final Supplier<SSLContext> current;

        ChangingKeys(HttpProtection protection) {
            this.current = protection.context();
            setSslContext(current.get());
            setNeedClientAuth(protection.needCertificate());
            // One connection could keep a processor busy with handshakes.
            setRenegotiationAllowed(false);
        }

        @Override
        public SSLContext getSslContext() {
            return current.get();
        }
    }
}
