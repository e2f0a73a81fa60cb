package io.corral.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.path.PathRules;
import io.corral.tree.session.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must hold of every state, and when two are the same. */
public final class StateAssertions {
    private StateAssertions() {}

    /** Everything that a client or an operator can see is the same. */
    public static void assertSame(TreeState actual, TreeState expected) {
        assertThat(actual.nodes().keySet()).isEqualTo(expected.nodes().keySet());
        expected.nodes().forEach((path, node) -> {
            Znode other = actual.nodes().get(path);
            assertThat(other.stat()).as(path).isEqualTo(node.stat());
            assertThat(other.data()).as(path).isEqualTo(node.data());
            assertThat(other.acl()).as(path).isEqualTo(node.acl());
            assertThat(other.owner()).as(path).isEqualTo(node.owner());
            assertThat(other.createCount()).as(path).isEqualTo(node.createCount());
            assertThat(other.childPaths()).as(path).isEqualTo(node.childPaths());
            assertThat(other.checksum()).as(path).isEqualTo(node.checksum());
        });
        assertThat(actual.sessions()).isEqualTo(expected.sessions());
        assertThat(actual.lastZxid()).isEqualTo(expected.lastZxid());
        assertThat(actual.lastWallMillis()).isEqualTo(expected.lastWallMillis());
        assertThat(actual.digest()).isEqualTo(expected.digest());
        assertThat(actual.zooKeeperDigest()).isEqualTo(expected.zooKeeperDigest());
        assertThat(actual.dataSize()).isEqualTo(expected.dataSize());
        assertThat(actual.ephemeralCount()).isEqualTo(expected.ephemeralCount());
        assertThat(actual.perishables()).isEqualTo(expected.perishables());
        assertThat(actual.quotas().paths()).isEqualTo(expected.quotas().paths());
    }

    /** Child sets, ephemerals and carried-forward sums are what a fresh count finds. */
    public static void assertConsistent(TreeState state) {
        Map<String, Set<String>> children = new HashMap<>();
        Map<Long, Set<String>> ephemerals = new HashMap<>();
        TreeStateBuilder rebuilt = new TreeStateBuilder();
        state.nodes().forEach((path, node) -> {
            if (!path.equals("/")) {
                children.computeIfAbsent(PathRules.parentOf(path), parent -> new HashSet<>())
                        .add(path);
            }
            if (node.isEphemeral()) {
                ephemerals
                        .computeIfAbsent(node.owner(), owner -> new HashSet<>())
                        .add(path);
            }
            rebuilt.put(path, node.toBuilder());
        });
        state.nodes()
                .forEach((path, node) ->
                        assertThat(node.childPaths()).as(path).isEqualTo(children.getOrDefault(path, Set.of())));
        for (Session session : state.sessions().values()) {
            assertThat(session.ephemeralPaths()).isEqualTo(ephemerals.getOrDefault(session.id(), Set.of()));
            rebuilt.put(session);
        }
        rebuilt.ensemble(state.ensemble());
        rebuilt.position(state.lastZxid(), state.lastWallMillis());
        assertSame(state, rebuilt.build());
    }
}
