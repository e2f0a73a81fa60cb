package io.corral.tree.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The paths that have a quota")
class QuotaPathsTest {
    private final QuotaPaths quotas = QuotaPaths.NONE
            .created("/zookeeper/quota/a/zookeeper_limits")
            .created("/zookeeper/quota/a/b/c/zookeeper_limits");

    @Test
    @DisplayName("are those with a limits node, and no others")
    void limitsNodes() {
        assertThat(quotas.paths()).containsExactlyInAnyOrder("/a", "/a/b/c");
        assertThat(quotas.created("/zookeeper/quota/x/zookeeper_stats")).isSameAs(quotas);
        assertThat(quotas.created("/elsewhere/zookeeper_limits")).isSameAs(quotas);
        assertThat(quotas.deleted("/zookeeper/quota/a/zookeeper_limits").paths())
                .containsExactly("/a/b/c");
    }

    @Test
    @DisplayName("apply to what is at or below them, the deepest one alone")
    void deepest() {
        assertThat(quotas.deepest("/a")).isEqualTo("/a");
        assertThat(quotas.deepest("/a/b")).isEqualTo("/a");
        assertThat(quotas.deepest("/a/b/c")).isEqualTo("/a/b/c");
        assertThat(quotas.deepest("/a/b/c/d/e")).isEqualTo("/a/b/c");
        assertThat(quotas.deepest("/ab")).isNull();
        assertThat(quotas.deepest("/")).isNull();
    }

    @Test
    @DisplayName("do not include the root, whose quota ZooKeeper ignores")
    void rootHasNone() {
        QuotaPaths root = QuotaPaths.NONE.created("/zookeeper/quota/zookeeper_limits");
        assertThat(root.paths()).isEmpty();
        assertThat(root.deepest("/a")).isNull();
    }
}
