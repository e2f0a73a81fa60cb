package io.corral.tree.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Access")
class AccessCheckTest {
    private static final Identity ADDRESS = new Identity("ip", "10.1.2.3");
    private static final Identity ALICE = new Identity("digest", "alice:hash");

    @Test
    @DisplayName("is granted by an entry with one of the wanted bits that speaks of an identity")
    void entries() {
        AclList acl = list(new AclEntry(Permission.READ, "world", "anyone"), new AclEntry(31, "digest", "alice:hash"));
        assertThat(may(acl, Permission.READ, ADDRESS)).isTrue();
        assertThat(may(acl, Permission.WRITE, ADDRESS)).isFalse();
        assertThat(may(acl, Permission.WRITE, ADDRESS, ALICE)).isTrue();
        assertThat(may(acl, Permission.WRITE | Permission.READ, ADDRESS)).isTrue();
        assertThat(may(acl, Permission.WRITE)).isFalse();
    }

    @Test
    @DisplayName("is granted to super whatever the list says")
    void superuser() {
        AclList acl = list(new AclEntry(0, "world", "anyone"));
        assertThat(may(acl, Permission.ADMIN, ADDRESS)).isFalse();
        assertThat(may(acl, Permission.ADMIN, ADDRESS, new Identity("super", "")))
                .isTrue();
    }

    @Test
    @DisplayName("is not granted by the name of a scheme that is not known")
    void unknownScheme() {
        AclList acl = list(new AclEntry(31, "sasl", "bob"));
        assertThat(may(acl, Permission.READ, new Identity("sasl", "bob"))).isFalse();
        assertThat(AccessCheck.permits(acl, Permission.READ, List.of(new Identity("sasl", "bob")), AclSchemes.all()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,10.1.2.3,true",
        "10.1.2.3,10.1.2.4,false",
        "10.1.2.3,10.0.0.0/8,true",
        "10.1.2.3,11.0.0.0/8,false",
        "10.1.2.3,10.1.2.2/31,true",
        "10.1.2.3,10.1.2.4/31,false",
        "10.1.2.3,0.0.0.0/0,true",
        "10.1.2.3,::/0,false",
        "::1,::1,true",
        "::1,0:0:0:0:0:0:0:1,true",
        "2001:db8:1::5,2001:db8::/32,true",
        "2001:db9::5,2001:db8::/32,false",
        "2001:db9::5,2001:db8::/31,true",
        "nonsense,10.0.0.0/8,false"
    })
    @DisplayName("by address compares the bits that count")
    void addresses(String address, String expression, boolean matches) {
        assertThat(new IpScheme().matches(new Identity("ip", address), expression))
                .isEqualTo(matches);
    }

    @Test
    @DisplayName("by SASL is also for the user super, and for all where one says so")
    void sasl() {
        SaslScheme scheme = new SaslScheme();
        assertThat(scheme.matches(new Identity("sasl", "super"), "bob")).isTrue();
        assertThat(scheme.matches(new Identity("sasl", "eve"), "bob")).isFalse();
        assertThat(scheme.matches(new Identity("sasl-member", "all"), "all")).isTrue();
        assertThat(scheme.matches(new Identity("sasl-member", "super"), "bob")).isFalse();
        assertThat(scheme.matches(new Identity("digest", "bob"), "bob")).isFalse();
    }

    @Test
    @DisplayName("by a secret compares all of it, in equal time")
    void secrets() {
        assertThat(ConstantTime.areEqual("bob:abc", "bob:abc")).isTrue();
        assertThat(ConstantTime.areEqual("bob:abc", "bob:abd")).isFalse();
        assertThat(ConstantTime.areEqual("bob:abc", "bob:ab")).isFalse();
        assertThat(ConstantTime.areEqual("", "b")).isFalse();
    }

    @Test
    @DisplayName("by digest is by the hash of user and password")
    void digest() {
        assertThat(identity("super:adminpw").id()).isEqualTo("super:" + sha1OfSuper());
        assertThat(identity("abc").id()).startsWith("abc:");
        assertThat(identity("a:b:c").id()).startsWith("a:");
    }

    @Test
    @DisplayName("to the list itself hides hashes from those who may not administer")
    void redaction() {
        AclList acl = list(new AclEntry(31, "digest", "alice:hash"), new AclEntry(1, "ip", "10.0.0.0/8"));
        assertThat(visible(acl, ALICE)).isEqualTo(acl.entries());
        assertThat(visible(acl, ADDRESS))
                .containsExactly(new AclEntry(31, "digest", "alice:x"), new AclEntry(1, "ip", "10.0.0.0/8"));
        assertThat(visible(acl, new Identity("super", ""))).isEqualTo(acl.entries());
    }

    private static List<AclEntry> visible(AclList acl, Identity... who) {
        return AclRedaction.visible(acl, List.of(who), false, AclSchemes.standard());
    }

    private static String sha1OfSuper() {
        return "YW0smZw1fP8Plz4LetS54OLjO/8=";
    }

    private static Identity identity(String text) {
        return DigestIdentity.of(text.getBytes(StandardCharsets.UTF_8), DigestIdentity.DEFAULT_ALGORITHM);
    }

    private static AclList list(AclEntry... entries) {
        return AclList.of(List.of(entries));
    }

    private static boolean may(AclList acl, int wanted, Identity... who) {
        return AccessCheck.permits(acl, wanted, List.of(who), AclSchemes.standard());
    }
}
