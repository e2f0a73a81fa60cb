package io.corral.server.auth.sasl;

import io.corral.server.config.LoginSection;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the server itself is, by the login modules of its JAAS section. Where that is a ticket that ends, it logs in anew in time; a
 * ticket cache has to be kept fresh from outside. Thread-safe.
 */
final class KerberosLogin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KerberosLogin.class);
    private static final String TICKET_GRANTING = "krbtgt/";

    /** The part of a ticket's life after which the next one is fetched. */
    private static final double RENEW_AT = 0.8;

    private static final long RETRY_SECONDS = 60;

    private final LoginSection section;
    private final LongSupplier wallClockMillis;
    private final ScheduledExecutorService renewal;
    private volatile Subject subject;

    private KerberosLogin(
            LoginSection section, Subject subject, LongSupplier wallClockMillis, ScheduledExecutorService renewal) {
        this.section = section;
        this.subject = subject;
        this.wallClockMillis = wallClockMillis;
        this.renewal = renewal;
    }

    static KerberosLogin open(LoginSection section, LongSupplier wallClockMillis) throws IOException {
        return open(section, wallClockMillis, Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "corral-sasl-login");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** @param renewal where logging in anew waits for its time; ended with the login */
    static KerberosLogin open(LoginSection section, LongSupplier wallClockMillis, ScheduledExecutorService renewal)
            throws IOException {
        try {
            KerberosLogin login = new KerberosLogin(section, login(section), wallClockMillis, renewal);
            login.renewInTime();
            return login;
        } catch (LoginException | SecurityException e) {
            throw new IOException(
                    "The section " + section.name() + " of the JAAS file does not let this server log in: "
                            + e.getMessage() + ". Check its principal and keyTab, and krb5.conf.",
                    e);
        }
    }

    private static Subject login(LoginSection section) throws LoginException {
        LoginContext login = new LoginContext(section.name(), new Subject(), null, new Configuration() {
            @Override
            public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
                return name.equals(section.name())
                        ? section.loginModules().toArray(AppConfigurationEntry[]::new)
                        : null;
            }
        });
        login.login();
        return login.getSubject();
    }

    /** The credentials of this moment. */
    Subject subject() {
        return subject;
    }

    /** The server's principal; empty when the login gave it none. */
    Optional<String> name() {
        return subject.getPrincipals().stream().map(Principal::getName).findFirst();
    }

    private void renewInTime() {
        List<KerberosTicket> tickets = subject.getPrivateCredentials(KerberosTicket.class).stream()
                .filter(ticket -> ticket.getServer().getName().startsWith(TICKET_GRANTING))
                .toList();
        if (!tickets.isEmpty()) {
            schedule(Math.max(RETRY_SECONDS, secondsUntilRenewal(tickets.get(0))));
        }
    }

    private long secondsUntilRenewal(KerberosTicket ticket) {
        long start = Objects.requireNonNullElse(ticket.getStartTime(), ticket.getAuthTime())
                .toInstant()
                .toEpochMilli();
        long end = ticket.getEndTime().toInstant().toEpochMilli();
        long renewAt = start + (long) (RENEW_AT * (end - start));
        return TimeUnit.MILLISECONDS.toSeconds(renewAt - wallClockMillis.getAsLong());
    }

    private void schedule(long seconds) {
        var unused = renewal.schedule(this::renew, seconds, TimeUnit.SECONDS);
    }

    private void renew() {
        try {
            subject = login(section);
            LOG.info("Logged in anew for SASL.");
            renewInTime();
        } catch (LoginException | RuntimeException e) {
            // Login modules may throw anything; the next attempt must be made all the same.
            LOG.warn(
                    "Logging in anew for SASL failed and is tried again in {} seconds. Clients may soon be refused; check that"
                            + " the KDC is reachable and the keytab is current.",
                    RETRY_SECONDS,
                    e);
            schedule(RETRY_SECONDS);
        }
    }

    @Override
    public void close() {
        renewal.shutdownNow();
    }
}
