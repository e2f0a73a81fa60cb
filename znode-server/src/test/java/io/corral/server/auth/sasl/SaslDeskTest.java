package io.corral.server.auth.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.auth.principal.AuthorizedNames;
import io.corral.server.auth.principal.LocalNameRules;
import io.corral.server.config.LoginSection;
import io.corral.server.config.SaslConfig;
import io.corral.tree.acl.Identity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client of DIGEST-MD5")
class SaslDeskTest {
    private static final LoginSection USERS = new LoginSection(
            "Server",
            List.of(new AppConfigurationEntry(
                    "org.apache.zookeeper.server.auth.DigestLoginModule",
                    AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                    Map.of("user_bob", "secret", "user_super", "fromFile", "user_root", "rootpw"))));

    @Test
    @DisplayName("that knows its password is given its identity with the last token")
    void rightPassword() throws Exception {
        assertThat(converse(config(Optional.empty()), "bob", "secret", null).gained())
                .containsExactly(new Identity("sasl", "bob"));
    }

    @Test
    @DisplayName("that does not is refused, as is one that nobody knows")
    void wrongPassword() throws Exception {
        assertThat(converse(config(Optional.empty()), "bob", "wrong", null).verdict())
                .isEqualTo(SaslStep.Verdict.FAILED);
        assertThat(converse(config(Optional.empty()), "eve", "secret", null).verdict())
                .isEqualTo(SaslStep.Verdict.FAILED);
    }

    @Test
    @DisplayName("that is a super user may do everything")
    void superUser() throws Exception {
        assertThat(converse(config(Optional.empty()), "root", "rootpw", null).gained())
                .containsExactly(new Identity("sasl", "root"), new Identity("super", ""));
    }

    @Test
    @DisplayName("called super has the password of the configuration, if there is one there")
    void superPassword() throws Exception {
        assertThat(converse(config(Optional.empty()), "super", "fromFile", null).gained())
                .containsExactly(new Identity("sasl", "super"));
        assertThat(converse(config(Optional.of("other")), "super", "other", null)
                        .gained())
                .containsExactly(new Identity("sasl", "super"));
        assertThat(converse(config(Optional.of("other")), "super", "fromFile", null)
                        .verdict())
                .isEqualTo(SaslStep.Verdict.FAILED);
    }

    @Test
    @DisplayName("that asks to be somebody else is who it has proven to be")
    void authorizationId() throws Exception {
        assertThat(converse(config(Optional.empty()), "bob", "secret", "root").gained())
                .containsExactly(new Identity("sasl", "bob"));
    }

    @Test
    @DisplayName("that sends garbage is refused")
    void garbage() throws Exception {
        try (SaslDesk desk = SaslDesk.open(config(Optional.empty()), System::currentTimeMillis)) {
            SaslExchange exchange = desk.begin().orElseThrow();
            ask(exchange, new byte[0]);
            assertThat(ask(exchange, new byte[] {1, 2, 3}).verdict()).isEqualTo(SaslStep.Verdict.FAILED);
        }
    }

    @Test
    @DisplayName("that meets an error of the mechanism is turned away, and nobody else is")
    void errorOfTheMechanism() throws Exception {
        SaslConfig config = config(Optional.empty());
        SaslMechanism sound = new DigestMd5(config);
        AtomicInteger opened = new AtomicInteger();
        SaslMechanism ill = () -> {
            if (opened.getAndIncrement() < 5) {
                throw new NoClassDefFoundError("what the mechanism needs");
            }
            return sound.open();
        };
        try (SaslDesk desk = SaslDesk.of(config, ill)) {
            for (int i = 0; i < 5; i++) {
                SaslStep step = ask(desk.begin().orElseThrow(), new byte[0]);
                assertThat(step.verdict()).isEqualTo(SaslStep.Verdict.BROKEN);
                assertThat(step.gained()).isEmpty();
            }
            assertThat(converse(desk, "bob", "secret", null).gained()).containsExactly(new Identity("sasl", "bob"));
        }
    }

    @Test
    @DisplayName("finds nobody to talk to where there is no section of a JAAS file")
    void noSection() throws Exception {
        SaslConfig none =
                new SaslConfig(Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), false, names());
        try (SaslDesk desk = SaslDesk.open(none, System::currentTimeMillis)) {
            assertThat(desk.begin()).isEmpty();
        }
    }

    private static SaslStep converse(SaslConfig config, String user, String password, @Nullable String authorizationId)
            throws Exception {
        try (SaslDesk desk = SaslDesk.open(config, System::currentTimeMillis)) {
            return converse(desk, user, password, authorizationId);
        }
    }

    private static SaslStep converse(SaslDesk desk, String user, String password, @Nullable String authorizationId)
            throws Exception {
        SaslExchange exchange = desk.begin().orElseThrow();
        SaslClient client = client(user, password, authorizationId);
        SaslStep step = ask(exchange, new byte[0]);
        while (step.verdict() == SaslStep.Verdict.ANSWERED && step.gained().isEmpty()) {
            step = ask(exchange, client.evaluateChallenge(step.token()));
        }
        return step;
    }

    private static SaslStep ask(SaslExchange exchange, byte[] token) throws Exception {
        CompletableFuture<SaslStep> step = new CompletableFuture<>();
        exchange.take(token, step::complete);
        return step.get();
    }

    private static SaslClient client(String user, String password, @Nullable String authorizationId)
            throws SaslException {
        return Sasl.createSaslClient(
                new String[] {"DIGEST-MD5"}, authorizationId, "zookeeper", "zk-sasl-md5", Map.of(), callbacks -> {
                    of(NameCallback.class, callbacks).setName(user);
                    of(PasswordCallback.class, callbacks).setPassword(password.toCharArray());
                    RealmCallback realm = of(RealmCallback.class, callbacks);
                    realm.setText(realm.getDefaultText());
                });
    }

    private static <T extends Callback> T of(Class<T> kind, Callback[] callbacks) {
        return Arrays.stream(callbacks)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static SaslConfig config(Optional<String> superPassword) {
        return new SaslConfig(Optional.of(USERS), superPassword, Set.of("root"), Optional.empty(), false, names());
    }

    private static AuthorizedNames names() {
        return new AuthorizedNames(LocalNameRules.parse(LocalNameRules.DEFAULT, ""), false, false);
    }
}
