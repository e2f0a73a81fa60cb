package io.corral.tree.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A path")
class PathRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/b",
                "/...",
                "/.a",
                "/a.",
                "/..a",
                "/a/...",
                "/ ",
                "/a b",
                "/\u00a0",
                "/\u00e9",
                "/\ud7ff",
                "/\uf900",
                "/\uffef",
                "/~",
                "/zookeeper/config",
                "/a-b_c:d"
            })
    @DisplayName("is valid")
    void valid(String path) {
        assertThat(PathRules.isValid(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a/b",
                "//",
                "/a/",
                "/a//b",
                "//a",
                "/.",
                "/..",
                "/a/.",
                "/a/..",
                "/./a",
                "/../a",
                "/a/./b",
                "/a\0",
                "/\u0001",
                "/\u001f",
                "/\u007f",
                "/\u0085",
                "/\u009f",
                "/\ud83d\ude00",
                "/\ue000",
                "/\uf8ff",
                "/\ufff0",
                "/\uffff"
            })
    @DisplayName("is not valid")
    void invalid(String path) {
        assertThat(PathRules.isValid(path)).isFalse();
    }

    @Test
    @DisplayName("may be as long as anything")
    void anyLength() {
        assertThat(PathRules.isValid("/" + "a".repeat(1 << 20))).isTrue();
    }

    @Test
    @DisplayName("that is null is not valid")
    void nullIsInvalid() {
        assertThat(PathRules.isValid(null)).isFalse();
    }

    @Test
    @DisplayName("has the text before its last slash as parent, the root if that is empty")
    void parents() {
        assertThat(PathRules.parentOf("/a")).isEqualTo("/");
        assertThat(PathRules.parentOf("/a/b")).isEqualTo("/a");
        assertThat(PathRules.parentOf("/a/")).isEqualTo("/a");
        assertThat(PathRules.parentOf("/")).isEqualTo("/");
        assertThat(PathRules.nameOf("/a/bc")).isEqualTo("bc");
        assertThat(PathRules.hasParent("a")).isFalse();
        assertThat(PathRules.hasParent("/a\0b")).isFalse();
        assertThat(PathRules.hasParent("a/b")).isTrue();
    }

    @Test
    @DisplayName("is reserved in four cases")
    void reserved() {
        assertThat(new String[] {"/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config"})
                .allMatch(PathRules::isReserved);
        assertThat(new String[] {"/zookeeper/other", "/a", ""}).noneMatch(PathRules::isReserved);
    }
}
