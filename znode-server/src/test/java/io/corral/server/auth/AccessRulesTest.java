package io.corral.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclSchemes;
import io.corral.tree.acl.Identity;
import io.corral.tree.command.Create;
import io.corral.tree.command.CreateKind;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Multi;
import io.corral.tree.command.Operation;
import io.corral.tree.command.SetAcl;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a server says of access goes with the write:")
class AccessRulesTest {
    private static final Identity ADDRESS = new Identity("ip", "10.0.0.1");
    private static final Identity BOB = new Identity("sasl", "bob");
    private static final Identity SUPER = new Identity("super", "");
    private static final AclSchemes ALL = AclSchemes.all();
    private static final AclSchemes WITHOUT_SASL = ALL.restrictedTo(Set.of("ip", "digest"));

    @Test
    @DisplayName("identities of schemes it does not offer stay behind, the super user never")
    void unofferedIdentities() {
        assertThat(rules(WITHOUT_SASL, false).carriedBy(List.of(ADDRESS, BOB, SUPER)))
                .containsExactly(ADDRESS, SUPER);
        assertThat(rules(ALL, false).carriedBy(List.of(ADDRESS, BOB, SUPER))).containsExactly(ADDRESS, BOB, SUPER);
    }

    @Test
    @DisplayName("every SASL user belongs to the id that stands for all of them")
    void anySaslUser() {
        AccessRules rules = new AccessRules(ALL, false, false, Optional.of("all"));
        assertThat(rules.carriedBy(List.of(ADDRESS, BOB)))
                .containsExactly(ADDRESS, BOB, new Identity("sasl-member", "all"));
        assertThat(rules.carriedBy(List.of(ADDRESS))).containsExactly(ADDRESS);
        AccessRules notOffering = new AccessRules(WITHOUT_SASL, false, false, Optional.of("all"));
        assertThat(notOffering.carriedBy(List.of(ADDRESS, BOB))).containsExactly(ADDRESS);
    }

    @Test
    @DisplayName("where nothing is checked everybody writes as the super user")
    void skipAcl() {
        assertThat(rules(ALL, true).carriedBy(List.of(ADDRESS))).containsExactly(ADDRESS, SUPER);
    }

    @Test
    @DisplayName("a list that names a scheme it does not offer is taken out, so that the write fails")
    void unofferedLists() {
        OfferedSchemes offered = new OfferedSchemes(WITHOUT_SASL);
        Operation delete = new Delete("/a", -1);
        assertThat(offered.restrict(delete)).isSameAs(delete);
        Create world = create("world", "anyone");
        assertThat(offered.restrict(world)).isSameAs(world);
        Create sasl = create("sasl", "bob");
        assertThat(offered.restrict(sasl)).isEqualTo(withoutList());
        assertThat(offered.restrict(new SetAcl("/a", sasl.acl(), 3))).isEqualTo(new SetAcl("/a", null, 3));
        assertThat(offered.restrict(new Multi(List.of(world, sasl))))
                .isEqualTo(new Multi(List.of(world, withoutList())));
        assertThat(new OfferedSchemes(ALL).restrict(sasl)).isSameAs(sasl);
    }

    @ParameterizedTest
    @CsvSource({"'CN=alice,O=Corral',true", "nonsense,false", "'',true", "'CN=alice,',false"})
    @DisplayName("a list that gives something to a name that is none is taken out; the tree reads no names")
    void names(String name, boolean possible) {
        Create create = create("x509", name);
        assertThat(new OfferedSchemes(ALL).restrict(create)).isEqualTo(possible ? create : withoutList());
        assertThat(new OfferedSchemes(WITHOUT_SASL).restrict(create)).isEqualTo(withoutList());
    }

    @Test
    @DisplayName("a name that is longer than any is taken out, too")
    void longNames() {
        OfferedSchemes offered = new OfferedSchemes(ALL);
        Create longest = create("x509", "C=A" + ",C=A".repeat(255));
        assertThat(offered.restrict(longest)).isSameAs(longest);
        assertThat(offered.restrict(create("x509", "C=A" + ",C=A".repeat(256)))).isEqualTo(withoutList());
    }

    @Test
    @DisplayName("people are shown users, and nothing of what is secret or not offered")
    void displayNames() {
        AccessRules rules = rules(WITHOUT_SASL, false);
        assertThat(rules.displayName(new Identity("digest", "bob:hash"))).isEqualTo("bob");
        assertThat(rules.displayName(ADDRESS)).isEqualTo("10.0.0.1");
        assertThat(rules.displayName(BOB)).isEmpty();
        assertThat(rules.displayName(SUPER)).isEmpty();
        assertThat(rules(ALL, false).displayName(BOB)).isEqualTo("bob");
    }

    private static AccessRules rules(AclSchemes schemes, boolean skipAcl) {
        return new AccessRules(schemes, skipAcl, false, Optional.empty());
    }

    private static Create create(String scheme, String id) {
        return new Create("/a", null, List.of(new AclEntry(31, scheme, id)), CreateKind.PERSISTENT, false, -1, false);
    }

    private static Create withoutList() {
        return new Create("/a", null, null, CreateKind.PERSISTENT, false, -1, false);
    }
}
