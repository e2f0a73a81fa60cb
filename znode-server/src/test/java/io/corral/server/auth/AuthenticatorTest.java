package io.corral.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.acl.Identity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private final Authenticator authenticator = new Authenticator(true, Optional.empty(), Set.of());

    @Test
    void digestTurnsUserAndPasswordIntoAHashedIdentity() {
        assertThat(authenticator.authenticate("digest", bytes("bob:secret")))
                .hasValueSatisfying(identities -> assertThat(identities)
                        .singleElement()
                        .satisfies(identity -> {
                            assertThat(identity.scheme()).isEqualTo("digest");
                            assertThat(identity.id()).startsWith("bob:").doesNotContain("secret");
                        }));
    }

    @Test
    void theSuperUserGainsTheIdentityThatPassesEveryCheck() {
        Identity root = authenticator
                .authenticate("digest", bytes("root:secret"))
                .orElseThrow()
                .get(0);
        Authenticator withSuper = new Authenticator(true, Optional.of(root.id()), Set.of());
        assertThat(withSuper.authenticate("digest", bytes("root:secret")))
                .hasValueSatisfying(identities -> assertThat(identities).contains(new Identity("super", ""), root));
        assertThat(withSuper.authenticate("digest", bytes("root:wrong")))
                .hasValueSatisfying(identities -> assertThat(identities).doesNotContain(new Identity("super", "")));
    }

    @Test
    void ipIsAcceptedAndAddsNothing() {
        assertThat(authenticator.authenticate("ip", bytes("anything")))
                .hasValueSatisfying(identities -> assertThat(identities).isEmpty());
    }

    @Test
    void worldAuthSuperAndUnknownSchemesAreRefused() {
        for (String scheme : new String[] {"world", "auth", "super", "nonsense", ""}) {
            assertThat(authenticator.authenticate(scheme, bytes("x:y")))
                    .as(scheme)
                    .isEmpty();
        }
        assertThat(authenticator.authenticate(null, bytes("x:y"))).isEmpty();
        assertThat(authenticator.authenticate("digest", null)).isEmpty();
    }

    @Test
    void digestCanBeSwitchedOff() {
        assertThat(new Authenticator(false, Optional.empty(), Set.of()).authenticate("digest", bytes("super:secret")))
                .isEmpty();
    }

    @Test
    void whereSchemesAreRequiredAConnectionNeedsAnIdentityOfOneOfThem() {
        Authenticator strict = new Authenticator(true, Optional.empty(), Set.of("digest", "x509"));
        Identity address = new Identity("ip", "127.0.0.1");
        assertThat(strict.admits(List.of(address))).isFalse();
        assertThat(strict.admits(List.of(address, new Identity("digest", "bob:x"))))
                .isTrue();
        assertThat(authenticator.admits(List.of(address))).isTrue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
