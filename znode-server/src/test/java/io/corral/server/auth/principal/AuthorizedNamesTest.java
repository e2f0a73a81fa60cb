package io.corral.server.auth.principal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client that has authenticated")
class AuthorizedNamesTest {
    private static final String REALM = "EXAMPLE.COM";

    @ParameterizedTest
    @CsvSource({
        "bob, bob",
        "bob/host, bob/host",
        "bob@EXAMPLE.COM, bob@EXAMPLE.COM",
        "zk/host1@EXAMPLE.COM, zk/host1@EXAMPLE.COM",
        "bob@OTHER.ORG, bob@OTHER.ORG",
        "a@b@c, a@b@c"
    })
    @DisplayName("keeps host and realm unless told otherwise, and all of its name where no rule concerns it")
    void names(String authenticated, String called) {
        assertThat(names("DEFAULT", false, false).of(authenticated)).isEqualTo(called);
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, zk/host1@EXAMPLE.COM, zk@EXAMPLE.COM",
        "false, true, zk/host1@EXAMPLE.COM, zk/host1",
        "true, true, zk/host1@EXAMPLE.COM, zk",
        "true, true, bob@EXAMPLE.COM, bob",
        "true, true, bob@OTHER.ORG, bob@OTHER.ORG"
    })
    @DisplayName("loses host and realm where they are to be removed, if a rule knows it")
    void removal(boolean host, boolean realm, String authenticated, String called) {
        assertThat(names("DEFAULT", host, realm).of(authenticated)).isEqualTo(called);
    }

    @Test
    @DisplayName("gets its short name from the first rule that applies")
    void rules() {
        String rules = """
                RULE:[1:$1@$0](.*@OTHER\\.ORG)s/@.*//
                RULE:[2:$1](kafka|zk)s/^.*$/service/
                RULE:[2:$1;$2](^.*;admin$)s/;admin$/-admin/
                RULE:[1:$1](x+)s/x/y/g
                DEFAULT""";
        AuthorizedNames names = names(rules, true, true);
        assertThat(names.of("bob@OTHER.ORG")).isEqualTo("bob");
        assertThat(names.of("kafka/host@ANY")).isEqualTo("service");
        assertThat(names.of("joe/admin@ANY")).isEqualTo("joe-admin");
        assertThat(names.of("xxx@ANY")).isEqualTo("yyy");
        assertThat(names.of("ann@EXAMPLE.COM")).isEqualTo("ann");
        assertThat(names.of("ann@ELSEWHERE")).isEqualTo("ann@ELSEWHERE");
    }

    @Test
    @DisplayName("is not called by a name that a rule failed to make short")
    void notShort() {
        assertThat(names("RULE:[1:$1@$0]", true, true).of("bob@EXAMPLE.COM")).isEqualTo("bob@EXAMPLE.COM");
        assertThat(LocalNameRules.parse("RULE:[1:$1/x]", REALM)
                        .shortName(PrincipalName.parse("bob@EXAMPLE.COM").orElseThrow()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONSENSE", "RULE:[x:$1]", "RULE:[1:$1](", "DEFAULT nonsense", "RULE:[1:$1](*)"})
    @DisplayName("is not subject to rules that cannot be read")
    void badRules(String rules) {
        assertThatIllegalArgumentException().isThrownBy(() -> LocalNameRules.parse(rules, REALM));
    }

    private static AuthorizedNames names(String rules, boolean removeHost, boolean removeRealm) {
        return new AuthorizedNames(LocalNameRules.parse(rules, REALM), removeHost, removeRealm);
    }
}
