package io.corral.tree.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A list given by a client")
class AclFixupTest {
    private static final Identity ADDRESS = new Identity("ip", "10.1.2.3");
    private static final Identity ALICE = new Identity("digest", "alice:hash");
    private static final Identity BOB = new Identity("digest", "bob:hash");
    private static final AclSchemes SCHEMES = AclSchemes.all();

    @Test
    @DisplayName("is refused when there is none, or nothing in it")
    void empty() {
        assertThat(AclFixup.fixUp(null, List.of(ALICE), SCHEMES)).isNull();
        assertThat(AclFixup.fixUp(List.of(), List.of(ALICE), SCHEMES)).isNull();
    }

    @Test
    @DisplayName("loses exact duplicates and keeps its order")
    void duplicates() {
        AclEntry one = new AclEntry(1, "world", "anyone");
        AclEntry two = new AclEntry(31, "digest", "u:h");
        assertThat(fixUp(one, two, one, new AclEntry(3, "world", "anyone"), two))
                .containsExactly(one, two, new AclEntry(3, "world", "anyone"));
    }

    @Test
    @DisplayName("has its auth entries replaced by what the connection has proven to be")
    void auth() {
        AclList fixed = AclFixup.fixUp(
                List.of(new AclEntry(7, "auth", "whatever"), new AclEntry(1, "world", "anyone")),
                List.of(ADDRESS, ALICE, BOB),
                SCHEMES);
        assertThat(fixed.entries())
                .containsExactly(
                        new AclEntry(7, "digest", "alice:hash"),
                        new AclEntry(7, "digest", "bob:hash"),
                        new AclEntry(1, "world", "anyone"));
    }

    @Test
    @DisplayName("is refused with an auth entry when nothing but the address is known")
    void authWithoutProof() {
        assertThat(AclFixup.fixUp(List.of(new AclEntry(31, "auth", "")), List.of(ADDRESS), SCHEMES))
                .isNull();
        assertThat(AclFixup.fixUp(List.of(new AclEntry(31, "auth", "")), List.of(new Identity("super", "")), SCHEMES))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "world,anyone,true",
        "world,other,false",
        "super,'',false",
        "unknown,x,false",
        "digest,user:hash,true",
        "digest,:hash,true",
        "digest,user:hash:,true",
        "digest,user,false",
        "digest,user:,false",
        "digest,a:b:c,false",
        "digest,'',false",
        "digest,':',false",
        "ip,10.0.0.1,true",
        "ip,10.0.0.0/8,true",
        "ip,10.0.0.0/0,true",
        "ip,10.0.0.0/32,true",
        "ip,10.0.0.0/33,false",
        "ip,10.0.0.0/-1,false",
        "ip,10.0.0.0/x,false",
        "ip,10.0.0.0/+8,true",
        "ip,10.0.0.0/4294967304,false",
        "ip,10.0.0.0/٨,false",
        "ip,10.0.0.١,false",
        "ip,::１,false",
        "ip,::Ａ,false",
        "ip,10.0.0/8,false",
        "ip,10.0.0.256,false",
        "ip,host,false",
        "ip,'',false",
        "ip,::1,true",
        "ip,2001:db8::/32,true",
        "ip,2001:db8::/129,false",
        "ip,1::2::3,false",
        "ip,1:2:3:4:5:6:7:8,true",
        "ip,1:2:3:4:5:6:7,false",
        "x509,'CN=a,O=b',true",
        "x509,nonsense,true",
        "sasl,user,true",
        "sasl,user/host@REALM,true",
        "sasl,user@REALM,true",
        "sasl,a@b@c,false"
    })
    @DisplayName("has ids that the scheme accepts, or is refused")
    void ids(String scheme, String id, boolean accepted) {
        AclList fixed = AclFixup.fixUp(List.of(new AclEntry(31, scheme, id)), List.of(ADDRESS), SCHEMES);
        assertThat(fixed != null).isEqualTo(accepted);
    }

    @Test
    @DisplayName("is refused with an x509 id that is longer than any name; whether it is a name was judged before")
    void longNames() {
        assertThat(new X509Scheme().accepts("x".repeat(X509Scheme.LONGEST_ID))).isTrue();
        assertThat(new X509Scheme().accepts("x".repeat(X509Scheme.LONGEST_ID + 1)))
                .isFalse();
    }

    @Test
    @DisplayName("keeps permission bits that mean nothing")
    void oddPermissions() {
        assertThat(fixUp(new AclEntry(64, "world", "anyone"), new AclEntry(0, "world", "anyone")))
                .containsExactly(new AclEntry(64, "world", "anyone"), new AclEntry(0, "world", "anyone"));
    }

    @Test
    @DisplayName("becomes the shared list where it is the open one")
    void shared() {
        assertThat(AclFixup.fixUp(List.of(new AclEntry(31, "world", "anyone")), List.of(), SCHEMES))
                .isSameAs(AclList.OPEN);
        AclPool pool = new AclPool();
        AclList one = AclList.of(List.of(new AclEntry(31, "digest", "u:h")));
        AclList two = AclList.of(List.of(new AclEntry(31, "digest", "u:h")));
        assertThat(pool.share(one)).isSameAs(one);
        assertThat(pool.share(two)).isSameAs(one);
    }

    private static List<AclEntry> fixUp(AclEntry... entries) {
        return AclFixup.fixUp(Arrays.asList(entries), List.of(ADDRESS), SCHEMES).entries();
    }
}
