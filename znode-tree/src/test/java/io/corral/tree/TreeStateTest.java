package io.corral.tree;

import static io.corral.tree.TestTree.SESSION;
import static io.corral.tree.TestTree.bytes;
import static io.corral.tree.TestTree.ephemeral;
import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.acl.AclList;
import io.corral.tree.command.Delete;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The state")
class TreeStateTest {
    private final TestTree tree = new TestTree();

    @Test
    @DisplayName("of a fresh service has four nodes with all-zero stats, as ZooKeeper's has")
    void initial() {
        TreeState state = TreeState.initial();
        assertThat(state.nodes()).containsOnlyKeys("/", "/zookeeper", "/zookeeper/quota", "/zookeeper/config");
        assertThat(state.nodeCount()).isEqualTo(4);
        assertThat(state.dataSize()).isEqualTo(44);
        assertThat(state.lastZxid()).isZero();
        state.nodes().values().forEach(node -> {
            assertThat(node.data()).isEmpty();
            assertThat(node.czxid() + node.mzxid() + node.pzxid() + node.ctime() + node.mtime())
                    .isZero();
        });
        Znode config = state.find("/zookeeper/config");
        assertThat(config.aversion()).isEqualTo(-1);
        assertThat(config.acl()).isEqualTo(AclList.READ_ONLY);
        assertThat(state.find("/").cversion()).isEqualTo(-1);
        assertThat(state.find("/zookeeper").cversion()).isEqualTo(-2);
    }

    @Test
    @DisplayName("knows the root by the empty path too, and nothing by a malformed one")
    void aliases() {
        assertThat(tree.state().find("")).isSameAs(tree.state().find("/"));
        tree.create("/a");
        assertThat(tree.state().find("/a/")).isNull();
        assertThat(tree.state().find("a")).isNull();
    }

    @Test
    @DisplayName("counts descendants at any depth")
    void descendants() {
        tree.create("/a");
        tree.create("/a/b");
        tree.create("/a/b/c");
        tree.create("/ab");
        assertThat(descendantsOf("/a")).isEqualTo(2);
        assertThat(descendantsOf("/a/b/c")).isZero();
        assertThat(descendantsOf("/")).isEqualTo(7);
        assertThat(descendantsOf("")).as("the root itself included").isEqualTo(8);
        assertThat(descendantsOf("/none")).isZero();
    }

    @Test
    @DisplayName("counts descendants piece by piece as well as at once")
    void descendantsInPieces() {
        tree.create("/a");
        for (int i = 0; i < 20; i++) {
            tree.create("/a/" + i);
            tree.create("/a/" + i + "/b");
        }
        DescendantCount count = tree.state().countDescendants("/a");
        int pieces = 1;
        while (!count.proceed(7)) {
            assertThat(count.total()).isEqualTo(7 * pieces);
            pieces++;
        }
        assertThat(count.total()).isEqualTo(40);
        assertThat(pieces).isEqualTo(6);
    }

    private int descendantsOf(String path) {
        DescendantCount count = tree.state().countDescendants(path);
        assertThat(count.proceed(Integer.MAX_VALUE)).isTrue();
        return count.total();
    }

    @Test
    @DisplayName("carries ZooKeeper's own digest: a sum of checksums over path, data and stat")
    void zooKeeperDigest() {
        tree.at(0x1234).create("/a");
        tree.write(ephemeral("/a/e"));
        tree.create("/zookeeper/ignored");
        long expected = 0;
        for (String path : new String[] {"/", "/zookeeper", "/a", "/a/e"}) {
            Znode node = tree.node(path);
            CRC32 crc = new CRC32();
            crc.update(bytes(path.equals("/") ? "" : path));
            crc.update(node.data());
            crc.update(ByteBuffer.allocate(60)
                    .putLong(node.czxid())
                    .putLong(node.mzxid())
                    .putLong(node.pzxid())
                    .putLong(node.ctime())
                    .putLong(node.mtime())
                    .putInt(node.version())
                    .putInt(node.createCount())
                    .putInt(node.aversion())
                    .putLong(node.owner())
                    .array());
            expected += crc.getValue();
        }
        assertThat(tree.state().zooKeeperDigest()).isEqualTo(expected);
    }

    @Test
    @DisplayName("has a digest that sees lists, sessions and counters")
    void digest() {
        tree.create("/a");
        long one = tree.state().digest();
        tree.openSession(5);
        long two = tree.state().digest();
        assertThat(two).isNotEqualTo(one);
        TreeStateBuilder other = new TreeStateBuilder();
        tree.state()
                .nodes()
                .forEach((path, node) -> other.put(
                        path, path.equals("/a") ? node.toBuilder().acl(AclList.READ_ONLY) : node.toBuilder()));
        tree.state().sessions().values().forEach(other::put);
        other.position(tree.state().lastZxid(), tree.state().lastWallMillis());
        assertThat(other.build().zooKeeperDigest()).isEqualTo(tree.state().zooKeeperDigest());
        assertThat(other.build().digest()).isNotEqualTo(two);
    }

    @Test
    @DisplayName("goes back to the same sums when what was made is unmade")
    void sizes() {
        long size = tree.state().dataSize();
        tree.create("/abc");
        assertThat(tree.state().dataSize()).isEqualTo(size + 5);
        tree.write(new Delete("/abc", -1));
        assertThat(tree.state().dataSize()).isEqualTo(size);
        assertThat(tree.state().ephemeralsOf(SESSION)).isEmpty();
        assertThat(tree.state().ephemeralsOf(404)).isEmpty();
    }
}
