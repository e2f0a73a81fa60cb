package io.corral.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.acl.AclList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of ZooKeeper's event table, one by one. */
class WatchTableTest {
    private final WatchTable table = new WatchTable();
    private final Recorder client = new Recorder(true);
    private final Recorder other = new Recorder(true);

    @Test
    void creationTellsWatchersOfTheNodeThenWatchersOfItsParentsChildren() {
        table.watchData("/a/x", client);
        table.watchChildren("/a", client);
        create("/a/x", "/a");
        assertThat(client.heard).containsExactly("NODE_CREATED /a/x @9", "NODE_CHILDREN_CHANGED /a @9");
    }

    @Test
    void aOneShotWatchFiresOnce() {
        table.watchData("/x", client);
        table.nodeDataChanged("/x", AclList.OPEN, 5);
        table.nodeDataChanged("/x", AclList.OPEN, 6);
        assertThat(client.heard).containsExactly("NODE_DATA_CHANGED /x @5");
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void deletionWithDataAndChildWatchOnTheNodeIsToldOnce() {
        table.watchData("/a/x", client);
        table.watchChildren("/a/x", client);
        delete("/a/x", "/a");
        assertThat(client.heard).containsExactly("NODE_DELETED /a/x @9");
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void deletionWithOnlyAChildWatchOnTheNodeIsTold() {
        table.watchChildren("/a/x", client);
        delete("/a/x", "/a");
        assertThat(client.heard).containsExactly("NODE_DELETED /a/x @9");
    }

    @Test
    void aPersistentWatchStaysAndHearsOfChildrenToo() {
        table.watchPersistently("/a", false, client);
        create("/a/x", "/a");
        table.nodeDataChanged("/a", AclList.OPEN, 10);
        delete("/a/x", "/a");
        assertThat(client.heard)
                .containsExactly(
                        "NODE_CHILDREN_CHANGED /a @9", "NODE_DATA_CHANGED /a @10", "NODE_CHILDREN_CHANGED /a @9");
    }

    @Test
    void aRecursiveWatchHearsOfDescendantsButNeverOfChildrenLists() {
        table.watchPersistently("/", true, client);
        create("/a/b/c", "/a/b");
        delete("/a/b/c", "/a/b");
        assertThat(client.heard).containsExactly("NODE_CREATED /a/b/c @9", "NODE_DELETED /a/b/c @9");
    }

    @Test
    void recursiveOnAnAncestorAndPersistentOnTheParentGiveBothEvents() {
        table.watchPersistently("/a", true, client);
        table.watchPersistently("/a/b", false, client);
        create("/a/b/c", "/a/b");
        assertThat(client.heard).containsExactly("NODE_CREATED /a/b/c @9", "NODE_CHILDREN_CHANGED /a/b @9");
    }

    @Test
    void existAndPersistentWatchOnOneNodeGiveOneEvent() {
        table.watchData("/x", client);
        table.watchPersistently("/x", false, client);
        create("/x", "/");
        assertThat(client.heard).containsExactly("NODE_CREATED /x @9");
    }

    @Test
    void whoMayNotReadTheNodeHearsNothingAndLosesTheOneShotWatch() {
        Recorder stranger = new Recorder(false);
        table.watchData("/x", stranger);
        table.nodeDataChanged("/x", AclList.OPEN, 5);
        assertThat(stranger.heard).isEmpty();
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void removingOneKindLeavesTheOthers() {
        table.watchData("/x", client);
        table.watchChildren("/x", client);
        table.watchPersistently("/x", true, client);
        assertThat(table.remove("/x", WatcherType.CHILDREN, client)).isTrue();
        assertThat(table.remove("/x", WatcherType.CHILDREN, client)).isFalse();
        assertThat(table.contains("/x", WatcherType.DATA, client)).isTrue();
        assertThat(table.contains("/x", WatcherType.PERSISTENT_RECURSIVE, client))
                .isTrue();
        assertThat(table.remove("/x", WatcherType.ANY, client)).isTrue();
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void registeringTwiceIsTheSameAsOnce() {
        table.watchData("/x", client);
        table.watchData("/x", client);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void aConnectionThatEndsTakesAllItsWatchesAndNoOthers() {
        table.watchData("/x", client);
        table.watchPersistently("/y", false, client);
        table.watchPersistently("/z", true, client);
        table.watchData("/x", other);
        table.removeAll(client);
        assertThat(table.size()).isEqualTo(1);
        table.nodeDataChanged("/x", AclList.OPEN, 5);
        assertThat(client.heard).isEmpty();
        assertThat(other.heard).hasSize(1);
    }

    @Test
    void aLongPathWeighsAsMuchAsSeveralShortOnesAndGivesItBack() {
        String longPath = "/" + "x".repeat(4000);
        assertThat(WatchTable.weight("/x")).isEqualTo(1);
        assertThat(WatchTable.weight(longPath)).isEqualTo(11);

        table.watchData(longPath, client);
        table.watchPersistently(longPath, true, client);
        table.watchChildren("/x", client);
        table.watchData(longPath, other);
        assertThat(table.weightOf(client)).isEqualTo(12);
        assertThat(table.weight()).isEqualTo(23);

        table.nodeDataChanged(longPath, AclList.OPEN, 5);
        assertThat(table.weightOf(other)).isZero();
        assertThat(table.weightOf(client)).isEqualTo(12);

        table.removeAll(client);
        assertThat(table.weightOf(client)).isZero();
        assertThat(table.weight()).isZero();
    }

    private void create(String path, String parent) {
        table.nodeCreated(path, AclList.OPEN, parent, AclList.OPEN, 9);
    }

    private void delete(String path, String parent) {
        table.nodeDeleted(path, AclList.OPEN, parent, AclList.OPEN, 9);
    }

    private static final class Recorder implements Watcher {
        @Override
        public long sessionId() {
            return 7;
        }

        final List<String> heard = new ArrayList<>();
        private final boolean mayRead;

        Recorder(boolean mayRead) {
            this.mayRead = mayRead;
        }

        @Override
        public boolean mayRead(AclList acl) {
            return mayRead;
        }

        @Override
        public void notify(EventType type, String path, long zxid) {
            heard.add(type + " " + path + " @" + zxid);
        }
    }
}
