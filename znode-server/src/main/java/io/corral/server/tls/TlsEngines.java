package io.corral.server.tls;

import java.time.Duration;
import java.time.InstantSource;
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
    private volatile SSLContext context;
    private FileStamps stamps;

    private TlsEngines(TlsSettings settings, InstantSource clock, SSLContext context, FileStamps stamps) {
        this.settings = settings;
        this.clock = clock;
        this.context = context;
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
        SSLContext context = TlsSetup.of(settings, clock.instant());
        TlsSetup.configure(settings, context.createSSLEngine());
        return new TlsEngines(settings, clock, context, stamps);
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
        return context;
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
        context = TlsSetup.of(settings, clock.instant());
        return true;
    }

    private SSLEngine engine(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        try {
            TlsSetup.configure(settings, engine);
        } catch (TlsException e) {
            throw new IllegalStateException("accepted at the start, refused now", e);
        }
        return engine;
    }
}
