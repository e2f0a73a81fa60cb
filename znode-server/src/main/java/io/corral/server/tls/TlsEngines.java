package io.corral.server.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Gives each connection an engine that protects it, made of the keys and certificates that were read last. Thread-safe; a
 * connection keeps what it began with.
 */
public final class TlsEngines implements Supplier<SSLContext> {
    private final TlsSettings settings;
    private final InstantSource clock;
    private volatile TlsSetup.Made made;
    private FileStamps stamps;

    private TlsEngines(TlsSettings settings, InstantSource clock, TlsSetup.Made made, FileStamps stamps) {
        this.settings = settings;
        this.clock = clock;
        this.made = made;
        this.stamps = stamps;
    }

    /**
     * Reads the files.
     *
     * @param clock tells whether certificates are in time
     * @throws TlsException when something in them or in the settings cannot be used
     */
    public static TlsEngines open(TlsSettings settings, InstantSource clock) throws TlsException {
        FileStamps stamps = FileStamps.of(settings);
        TlsSetup.Made made = TlsSetup.of(settings, clock.instant());
        TlsSetup.configure(settings, made.suites(), made.context().createSSLEngine());
        return new TlsEngines(settings, clock, made, stamps);
    }

    /**
     * The server's side of a connection.
     *
     * @param host address of the caller
     * @param port port of the caller
     */
    public SSLEngine accepting(String host, int port) {
        SSLEngine engine = engine(host, port);
        engine.setUseClientMode(false);
        switch (settings.clientCertificates()) {
            case NEED -> engine.setNeedClientAuth(true);
            case WANT -> engine.setWantClientAuth(true);
            case NONE -> engine.setNeedClientAuth(false);
        }
        return engine;
    }

    /**
     * The client's side of a connection.
     *
     * @param host name or address that is dialled
     * @param port port that is dialled
     */
    public SSLEngine dialling(String host, int port) {
        SSLEngine engine = engine(host, port);
        engine.setUseClientMode(true);
        return engine;
    }

    /** What is used for new connections now. */
    @Override
    public SSLContext get() {
        return made.context();
    }

    /**
     * Whether these certificates, shown in a handshake that was not one of these engines', would be taken in one. May look up
     * whether they were revoked.
     *
     * @param chain the certificate, then those that signed it; not empty
     */
    public boolean trust(List<X509Certificate> chain) {
        return made.trust().signed(chain.toArray(X509Certificate[]::new));
    }

    /** How the engines are made. */
    public TlsSettings settings() {
        return settings;
    }

    /** The longest a handshake may take. */
    public Duration handshakeTimeout() {
        return settings.handshakeTimeout();
    }

    /**
     * Reads the files again if they have changed since the last attempt. For one thread.
     *
     * @return whether new connections are protected by something new
     * @throws TlsException when what is in them now cannot be used; what was used before stays in use
     */
    public boolean reloadIfChanged() throws TlsException {
        FileStamps now = FileStamps.of(settings);
        if (now.equals(stamps)) {
            return false;
        }
        stamps = now;
        made = TlsSetup.of(settings, clock.instant());
        return true;
    }

    private SSLEngine engine(String host, int port) {
        TlsSetup.Made now = made;
        SSLEngine engine = now.context().createSSLEngine(host, port);
        try {
            TlsSetup.configure(settings, now.suites(), engine);
        } catch (TlsException e) {
            throw new IllegalStateException("accepted at the start, refused now", e);
        }
        return engine;
    }
}
