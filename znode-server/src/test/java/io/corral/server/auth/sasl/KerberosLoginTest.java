package io.corral.server.auth.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.config.LoginSection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The server's Kerberos login")
class KerberosLoginTest {
    private static final long LIFE_SECONDS = 1000;

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
    private final AtomicBoolean centreIsDown = new AtomicBoolean();
    private final HeldTasks later = new HeldTasks();
    private final LoginSection section = new LoginSection(
            "Server",
            List.of(new AppConfigurationEntry(
                    TicketModule.class.getName(),
                    AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                    Map.of("now", now, "down", centreIsDown))));

    @AfterEach
    void end() {
        later.shutdownNow();
    }

    @Test
    @DisplayName("is renewed after four fifths of its ticket's life, again and again")
    void renewed() throws IOException {
        try (KerberosLogin login = KerberosLogin.open(section, now::get, later)) {
            assertThat(login.name()).contains("zookeeper/localhost@CORRAL");
            for (int round = 0; round < 3; round++) {
                Subject before = login.subject();
                assertThat(later.seconds()).isEqualTo(LIFE_SECONDS / 5 * 4);
                now.addAndGet(TimeUnit.SECONDS.toMillis(LIFE_SECONDS / 5 * 4));
                later.runNext();
                assertThat(login.subject()).isNotSameAs(before);
                assertThat(login.name()).contains("zookeeper/localhost@CORRAL");
            }
        }
    }

    @Test
    @DisplayName("is tried again every minute while it fails, and the old one is used until then")
    void triedAgain() throws IOException {
        try (KerberosLogin login = KerberosLogin.open(section, now::get, later)) {
            Subject before = login.subject();
            centreIsDown.set(true);
            later.runNext();
            assertThat(login.subject()).isSameAs(before);
            assertThat(later.seconds()).isEqualTo(60);
            later.runNext();
            assertThat(later.seconds()).isEqualTo(60);
            centreIsDown.set(false);
            later.runNext();
            assertThat(login.subject()).isNotSameAs(before);
            assertThat(later.seconds()).isEqualTo(LIFE_SECONDS / 5 * 4);
        }
    }

    /** Keeps what is to be done later until it is asked to do it. */
    private static final class HeldTasks extends ScheduledThreadPoolExecutor {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private final List<Long> pauses = new ArrayList<>();

        HeldTasks() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long pause, TimeUnit unit) {
            tasks.add(task);
            pauses.add(unit.toSeconds(pause));
            return super.schedule(() -> {}, 0, unit);
        }

        /** How long the newest task is to wait. */
        long seconds() {
            return pauses.get(pauses.size() - 1);
        }

        void runNext() {
            assertThat(tasks).hasSize(1);
            tasks.remove().run();
        }
    }

    /** Gives tickets without asking anybody. */
    public static final class TicketModule implements LoginModule {
        private Subject subject = new Subject();
        private AtomicLong now = new AtomicLong();
        private AtomicBoolean down = new AtomicBoolean();

        @Override
        public void initialize(
                Subject ofCaller, CallbackHandler handler, Map<String, ?> sharedState, Map<String, ?> options) {
            subject = ofCaller;
            now = (AtomicLong) options.get("now");
            down = (AtomicBoolean) options.get("down");
        }

        @Override
        public boolean login() throws LoginException {
            if (down.get()) {
                throw new FailedLoginException("the key distribution centre does not answer");
            }
            return true;
        }

        @Override
        public boolean commit() {
            KerberosPrincipal server = new KerberosPrincipal("zookeeper/localhost@CORRAL");
            Instant start = Instant.ofEpochMilli(now.get());
            subject.getPrincipals().add(server);
            subject.getPrivateCredentials()
                    .add(new KerberosTicket(
                            new byte[1],
                            server,
                            new KerberosPrincipal("krbtgt/CORRAL@CORRAL"),
                            new byte[16],
                            17,
                            new boolean[32],
                            Date.from(start),
                            Date.from(start),
                            Date.from(start.plusSeconds(LIFE_SECONDS)),
                            null,
                            null));
            return true;
        }

        @Override
        public boolean abort() {
            return true;
        }

        @Override
        public boolean logout() {
            return true;
        }
    }
}
