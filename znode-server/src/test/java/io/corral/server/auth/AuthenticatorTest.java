package io.corral.server.auth;

import static io.corral.server.auth.AuthAnswer.Verdict.ACCEPTED;
import static io.corral.server.auth.AuthAnswer.Verdict.DISCONNECTED;
import static io.corral.server.auth.AuthAnswer.Verdict.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.config.DigestConfig;
import io.corral.server.config.SchemeConfig;
import io.corral.server.status.EnsembleNameCounts;
import io.corral.tree.acl.Identity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private static final DigestConfig SHA1 = new DigestConfig("SHA1", Optional.empty());

    private final Authenticator authenticator = offering(SHA1, "digest", "ip", "sasl", "x509");

    @Test
    void digestTurnsUserAndPasswordIntoAHashedIdentity() {
        AuthAnswer answer = authenticator.authenticate("digest", bytes("bob:secret"), List.of());
        assertThat(answer.verdict()).isEqualTo(ACCEPTED);
        assertThat(answer.gained()).singleElement().satisfies(identity -> {
            assertThat(identity.scheme()).isEqualTo("digest");
            assertThat(identity.id()).startsWith("bob:").doesNotContain("secret");
        });
    }

    @Test
    void digestHashesAsConfigured() {
        Authenticator sha256 = offering(new DigestConfig("SHA-256", Optional.empty()), "digest");
        assertThat(sha256.authenticate("digest", bytes("bob:secret"), List.of()).gained())
                .doesNotContainAnyElementsOf(authenticator
                        .authenticate("digest", bytes("bob:secret"), List.of())
                        .gained());
    }

    @Test
    void theSuperUserGainsTheIdentityThatPassesEveryCheck() {
        Identity root = authenticator
                .authenticate("digest", bytes("root:secret"), List.of())
                .gained()
                .get(0);
        Authenticator withSuper = offering(new DigestConfig("SHA1", Optional.of(root.id())), "digest");
        assertThat(withSuper
                        .authenticate("digest", bytes("root:secret"), List.of())
                        .gained())
                .containsExactlyInAnyOrder(new Identity("super", ""), root);
        assertThat(withSuper
                        .authenticate("digest", bytes("root:wrong"), List.of())
                        .gained())
                .doesNotContain(new Identity("super", ""));
    }

    @Test
    void x509IsAcceptedFromWhoeverHasShownACertificate() {
        assertThat(authenticator
                        .authenticate("x509", bytes(""), List.of(new Identity("x509", "CN=alice")))
                        .verdict())
                .isEqualTo(ACCEPTED);
        assertThat(authenticator.authenticate("x509", bytes(""), List.of()).verdict())
                .isEqualTo(REFUSED);
    }

    @Test
    void ipIsAcceptedAndAddsNothing() {
        assertThat(authenticator.authenticate("ip", bytes("anything"), List.of()))
                .isEqualTo(AuthAnswer.accepted());
    }

    @Test
    void whatCannotBeProvenByAnAuthPacketIsRefused() {
        for (String scheme : new String[] {"world", "auth", "super", "sasl", "x509", "ensemble", "nonsense", ""}) {
            assertThat(verdict(authenticator, scheme, "x:y")).as(scheme).isEqualTo(REFUSED);
        }
        assertThat(verdict(authenticator, null, "x:y")).isEqualTo(REFUSED);
        assertThat(authenticator.authenticate("digest", null, List.of()).verdict())
                .isEqualTo(REFUSED);
    }

    @Test
    void digestCanBeSwitchedOff() {
        assertThat(verdict(offering(SHA1, "ip"), "digest", "super:secret")).isEqualTo(REFUSED);
    }

    @Test
    void aClientThatMeansAnotherEnsembleIsSentAway() {
        Authenticator guarded = new Authenticator(
                new SchemeConfig(Set.of("ensemble"), Set.of(), Optional.of(Set.of("blue", "green"))), SHA1);
        assertThat(verdict(guarded, "ensemble", "blue")).isEqualTo(ACCEPTED);
        assertThat(verdict(guarded, "ensemble", "")).isEqualTo(ACCEPTED);
        assertThat(verdict(guarded, "ensemble", "red")).isEqualTo(DISCONNECTED);
        assertThat(verdict(offering(SHA1, "ensemble"), "ensemble", "red")).isEqualTo(ACCEPTED);
    }

    @Test
    void whoeverNamesAnEnsembleIsCounted() {
        Authenticator guarded = new Authenticator(
                new SchemeConfig(Set.of("ensemble"), Set.of(), Optional.of(Set.of("blue", "green"))), SHA1);
        assertThat(counted(guarded, "ensemble", "blue")).isEqualTo(EnsembleNameCounts.MEANT);
        assertThat(counted(guarded, "ensemble", "red")).isEqualTo(EnsembleNameCounts.MISTAKEN);
        assertThat(counted(guarded, "ensemble", "")).isEqualTo(EnsembleNameCounts.UNCHECKED);
        assertThat(counted(offering(SHA1, "ensemble"), "ensemble", "red")).isEqualTo(EnsembleNameCounts.UNCHECKED);
        assertThat(counted(authenticator, "digest", "bob:secret")).isEqualTo(EnsembleNameCounts.NONE);
        assertThat(counted(offering(SHA1, "ip"), "ensemble", "blue")).isEqualTo(EnsembleNameCounts.NONE);
    }

    private static EnsembleNameCounts counted(Authenticator authenticator, String scheme, String proof) {
        return authenticator.countOf(scheme, bytes(proof), authenticator.authenticate(scheme, bytes(proof), List.of()));
    }

    @Test
    void whereSchemesAreRequiredAnIdentityOfOneOfThemAdmits() {
        Authenticator strict = new Authenticator(
                new SchemeConfig(Set.of("digest", "x509"), Set.of("digest", "x509"), Optional.empty()), SHA1);
        Identity address = new Identity("ip", "10.0.0.1");
        assertThat(authenticator.admits(List.of(address))).isTrue();
        assertThat(strict.admits(List.of(address))).isFalse();
        assertThat(strict.admits(List.of(address, new Identity("digest", "bob:hash"))))
                .isTrue();
        assertThat(strict.requiresSasl()).isFalse();
    }

    private static AuthAnswer.Verdict verdict(Authenticator authenticator, @Nullable String scheme, String proof) {
        return authenticator.authenticate(scheme, bytes(proof), List.of()).verdict();
    }

    private static Authenticator offering(DigestConfig digest, String... schemes) {
        return new Authenticator(new SchemeConfig(Set.of(schemes), Set.of(), Optional.empty()), digest);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
