package io.corral.server.auth.sasl;

import io.corral.server.config.LoginSection;
import io.corral.server.config.SaslConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where connections authenticate by SASL. Exchanges may read files and take their time, so they run on threads of their own and
 * never on an event loop. Thread-safe.
 */
public final class SaslDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SaslDesk.class);
    private static final int THREADS = 2;

    /** A connection has one token here at most; a crowd beyond this comes back later. */
    private static final int WAITING_MAX = 10_000;

    private final @Nullable SaslMechanism mechanism;
    private final @Nullable KerberosLogin login;
    private final SaslConfig config;
    private final ThreadPoolExecutor threads;

    private SaslDesk(SaslConfig config, @Nullable SaslMechanism mechanism, @Nullable KerberosLogin login) {
        this.config = config;
        this.mechanism = mechanism;
        this.login = login;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), task -> {
                    Thread thread = new Thread(task, "corral-sasl-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Logs the server in, where it has somewhere to log in to.
     *
     * @param config how clients authenticate
     * @param wallClockMillis wall clock in milliseconds since 1970, which tickets are valid by
     * @throws IOException when the server cannot show who it is
     */
    public static SaslDesk open(SaslConfig config, LongSupplier wallClockMillis) throws IOException {
        Optional<LoginSection> section = config.login();
        if (section.isEmpty()) {
            return new SaslDesk(config, null, null);
        }
        if (section.get().loginModules().isEmpty()) {
            return of(config, new DigestMd5(config));
        }
        KerberosLogin login = KerberosLogin.open(section.get(), wallClockMillis);
        LOG.info("Logged in for SASL as {}.", login.name().orElse("somebody without a Kerberos principal"));
        return new SaslDesk(
                config, login.name().isPresent() ? new Gssapi(config, login) : new DigestMd5(config), login);
    }

    /** A desk of a mechanism for which the server need not log in. */
    static SaslDesk of(SaslConfig config, SaslMechanism mechanism) {
        return new SaslDesk(config, mechanism, null);
    }

    /** Begins the exchange of one connection; empty where the server has no section of a JAAS file. */
    public Optional<SaslExchange> begin() {
        return Optional.ofNullable(mechanism).map(chosen -> {
            SaslConversation conversation = new SaslConversation(chosen, config.superUsers());
            return (token, then) -> submit(conversation, token, then);
        });
    }

    /** Whether a connection stays open when its exchange fails ({@code allowSaslFailedClients}). */
    public boolean toleratesFailures() {
        return config.allowFailedClients();
    }

    /** The principal the server has logged in as. */
    public Optional<String> principal() {
        return Optional.ofNullable(login).flatMap(KerberosLogin::name);
    }

    /** Whatever happens there is an answer: until then nothing is read from the client. */
    private static SaslStep respond(SaslConversation conversation, byte[] token) {
        try {
            return conversation.respond(token);
        } catch (Error e) {
            LOG.error("Authentication by SASL failed unexpectedly; the client is turned away.", e);
            return SaslStep.broken(e.toString());
        }
    }

    private void submit(SaslConversation conversation, byte[] token, Consumer<SaslStep> then) {
        try {
            threads.execute(() -> then.accept(respond(conversation, token)));
        } catch (RejectedExecutionException e) {
            then.accept(SaslStep.broken("too many clients authenticate at this moment"));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (login != null) {
            login.close();
        }
    }
}
