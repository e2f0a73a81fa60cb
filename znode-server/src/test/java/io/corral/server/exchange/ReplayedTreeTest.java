package io.corral.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.EphemeralOwner;
import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import io.corral.wire.record.AclEntry;
import io.corral.wire.transaction.Change;
import io.corral.wire.transaction.Change.Lifetime.Kind;
import io.corral.wire.transaction.LoggedTransaction;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactions behind a snapshot")
class ReplayedTreeTest {
    private static final List<AclEntry> READ = List.of(new AclEntry(1, "world", "anyone"));
    private static final List<AclEntry> OPEN = List.of(new AclEntry(31, "world", "anyone"));
    private static final long SESSION = 0x77;

    private final ReplayedTree tree = new ReplayedTree();

    ReplayedTreeTest() {
        tree.session(SESSION, 4000);
        tree.node("/", new ZnodeBuilder().createCount(2), AclList.OPEN, 0);
        tree.node("/a", new ZnodeBuilder().created(5, 50).version(1).createCount(3), AclList.OPEN, 0);
        tree.snapshotEndsAt(10);
    }

    @Test
    @DisplayName("are executed, and those that the snapshot is sure to hold are not")
    void executed() {
        execute(9, created("/old", Kind.PERSISTENT, 3));
        execute(11, created("/a/new", Kind.PERSISTENT, 4));
        execute(12, new Change.DataSet("/a", new byte[3], 2));
        execute(13, new Change.AclSet("/a", READ, 1));

        TreeState state = tree.finish();

        assertThat(state.find("/old")).isNull();
        Znode a = node(state, "/a");
        assertThat(a.createCount()).isEqualTo(4);
        assertThat(a.pzxid()).isEqualTo(11);
        assertThat(a.mzxid()).isEqualTo(12);
        assertThat(a.mtime()).isEqualTo(1012);
        assertThat(a.version()).isEqualTo(2);
        assertThat(a.aversion()).isEqualTo(1);
        assertThat(a.acl()).isEqualTo(AclList.READ_ONLY);
        assertThat(node(state, "/a/new").czxid()).isEqualTo(11);
        assertThat(state.lastZxid()).isEqualTo(13);
        assertThat(tree.transactions()).isEqualTo(3);
    }

    @Test
    @DisplayName("that the snapshot was already writing happen once")
    void fuzzy() {
        execute(11, created("/a", Kind.PERSISTENT, 2));
        execute(12, new Change.NodeDeleted("/gone"));
        execute(13, new Change.DataSet("/gone", new byte[1], 1));
        execute(14, new Change.AclSet("/gone", OPEN, 1));
        execute(15, created("/gone/child", Kind.PERSISTENT, 1));

        TreeState state = tree.finish();

        assertThat(node(state, "/").createCount()).isEqualTo(2);
        assertThat(node(state, "/").pzxid()).isEqualTo(12);
        assertThat(node(state, "/a").czxid()).isEqualTo(5);
        assertThat(state.nodeCount()).isEqualTo(2);
        assertThat(state.lastZxid()).isEqualTo(15);
    }

    @Test
    @DisplayName("count the children themselves where an old log does not")
    void withoutCount() {
        execute(11, created("/a/x", Kind.PERSISTENT, -1));

        assertThat(node(tree.finish(), "/a").createCount()).isEqualTo(4);
    }

    @Test
    @DisplayName("open and end sessions with their ephemeral nodes")
    void sessions() {
        execute(11, created("/e1", Kind.EPHEMERAL, 3));
        tree.execute(new LoggedTransaction(0x99, 12, 1012, new Change.SessionOpened(9000)));
        tree.execute(new LoggedTransaction(0x99, 13, 1013, created("/e2", Kind.EPHEMERAL, 4)));
        execute(14, new Change.SessionClosed(List.of()));

        TreeState state = tree.finish();

        assertThat(state.find("/e1")).isNull();
        assertThat(node(state, "/e2").owner()).isEqualTo(0x99);
        assertThat(state.sessions()).containsOnlyKeys(0x99L);
        assertThat(state.sessions().get(0x99L)).extracting("timeoutMillis").isEqualTo(9000);
        assertThat(node(state, "/").pzxid()).isEqualTo(14);
    }

    @Test
    @DisplayName("leave no ephemeral node without its session")
    void orphans() {
        tree.execute(new LoggedTransaction(0x55, 11, 1011, created("/e", Kind.EPHEMERAL, 3)));

        assertThat(tree.finish().find("/e")).isNull();
    }

    @Test
    @DisplayName("make containers and nodes with a time to live, and pass over a time that no node can have")
    void perishable() {
        execute(11, created("/c", Kind.CONTAINER, 3));
        execute(12, new Change.Several(List.of(timed("/t", 60_000, 4), timed("/never", -1, 5))));

        TreeState state = tree.finish();

        assertThat(node(state, "/c").owner()).isEqualTo(EphemeralOwner.CONTAINER);
        assertThat(node(state, "/t").owner()).isEqualTo(EphemeralOwner.ofTtl(60_000));
        assertThat(state.find("/never")).isNull();
    }

    private void execute(long zxid, Change change) {
        tree.execute(new LoggedTransaction(SESSION, zxid, 1000 + zxid, change));
    }

    private static Change created(String path, Kind kind, int count) {
        return new Change.NodeCreated(path, new byte[0], OPEN, new Change.Lifetime(kind, 0), count);
    }

    private static Change timed(String path, long millis, int count) {
        return new Change.NodeCreated(path, new byte[0], OPEN, new Change.Lifetime(Kind.TTL, millis), count);
    }

    private static Znode node(TreeState state, String path) {
        return Objects.requireNonNull(state.find(path), path);
    }
}
