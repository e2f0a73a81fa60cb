package io.corral.tree;

import static io.corral.tree.TestTree.container;
import static io.corral.tree.TestTree.withTtl;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.command.Check;
import io.corral.tree.command.Delete;
import io.corral.tree.command.DeleteContainer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Containers and TTL nodes")
class PerishablesTest {
    private final TestTree tree = new TestTree(new TreeRules(true, false));

    @Test
    @DisplayName("are known to the state as long as they exist")
    void known() {
        tree.write(container("/c"));
        tree.write(withTtl("/t", 50));
        tree.create("/p");
        assertThat(tree.state().perishables()).containsExactlyInAnyOrder("/c", "/t");
        tree.run(new DeleteContainer("/c", tree.node("/c").mzxid()));
        tree.write(new Delete("/t", -1));
        assertThat(tree.state().perishables()).isEmpty();
    }

    @Test
    @DisplayName("that were only part of a failed multi are not")
    void rolledBack() {
        tree.multi(container("/c"), new Check("/none", -1));
        assertThat(tree.state().perishables()).isEmpty();
        tree.multi(container("/c"), new Delete("/c", -1), TestTree.persistent("/c"));
        assertThat(tree.state().perishables()).isEmpty();
        tree.multi(new Delete("/c", -1), container("/c"));
        assertThat(tree.state().perishables()).containsExactly("/c");
    }
}
