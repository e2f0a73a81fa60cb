package io.corral.tree.command;

import static io.corral.tree.TestTree.anyoneMayAllBut;
import static io.corral.tree.TestTree.persistent;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.ErrorCode;
import io.corral.tree.TestTree;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Permission;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Delete")
class DeleteTest {
    private final TestTree tree = new TestTree();

    @Test
    @DisplayName("removes the node and moves cversion, numChildren and pzxid of the parent")
    void removes() {
        tree.create("/a");
        tree.create("/a/b");
        Outcome outcome = tree.write(new Delete("/a/b", 0));
        assertThat(outcome.result()).isEqualTo(new Result.Done());
        assertThat(tree.has("/a/b")).isFalse();
        assertThat(tree.node("/a").cversion()).isEqualTo(2);
        assertThat(tree.node("/a").numChildren()).isZero();
        assertThat(tree.node("/a").pzxid()).isEqualTo(outcome.zxid());
        assertThat(outcome.changes())
                .containsExactly(
                        new Change(Change.Kind.DELETED, "/a/b", 0, outcome.zxid(), AclList.OPEN, "/a", AclList.OPEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a\0", "/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config"})
    @DisplayName("refuses paths without slash, with NUL, and those of the service")
    void badPaths(String path) {
        assertThat(tree.write(new Delete(path, -1)).error()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    @DisplayName("checks parent, permission on it, node, version and children in this order")
    void order() {
        assertThat(tree.write(new Delete("/no/a", -1)).error()).isEqualTo(ErrorCode.NO_NODE);
        tree.write(persistent("/locked", anyoneMayAllBut(Permission.DELETE)));
        assertThat(tree.write(new Delete("/locked/none", -1)).error()).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(tree.write(new Delete("/none", -1)).error()).isEqualTo(ErrorCode.NO_NODE);
        tree.create("/a");
        tree.create("/a/b");
        assertThat(tree.write(new Delete("/a", 7)).error()).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(tree.write(new Delete("/a", -2)).error()).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(tree.write(new Delete("/a", 0)).error()).isEqualTo(ErrorCode.NOT_EMPTY);
        assertThat(tree.write(new Delete("/a//b", -1)).error()).isEqualTo(ErrorCode.NO_NODE);
    }

    @Test
    @DisplayName("asks nothing of the list of the node itself")
    void ownListDoesNotMatter() {
        tree.write(persistent("/a", TestTree.anyoneMay(0)));
        assertThat(tree.write(new Delete("/a", -1)).error()).isZero();
    }

    @Test
    @DisplayName("and a new create start the node afresh while the parent's counter goes on")
    void recreate() {
        tree.create("/a");
        tree.create("/a/b");
        tree.write(new Delete("/a/b", -1));
        Outcome again = tree.create("/a/b");
        assertThat(tree.node("/a/b").czxid()).isEqualTo(again.zxid());
        assertThat(tree.node("/a").createCount()).isEqualTo(2);
        assertThat(tree.node("/a").cversion()).isEqualTo(3);
    }
}
