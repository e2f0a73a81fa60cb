package io.corral.tree;

import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.path.PathRules;
import io.corral.tree.quota.QuotaPaths;
import io.corral.tree.session.Session;
import java.util.HashMap;
import java.util.Map;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds a state from its parts in any order, for reading a snapshot or importing one. Child sets, ephemerals of sessions
 * and all sums are worked out here. For one thread.
 */
public final class TreeStateBuilder {
    private final PersistentMap.Builder<String, Znode> nodes =
            ExtensionsKt.<String, Znode>persistentHashMapOf().builder();
    private final PersistentMap.Builder<Long, Session> sessions =
            ExtensionsKt.<Long, Session>persistentHashMapOf().builder();
    private final Map<String, PersistentSet.Builder<String>> childrenByParent = new HashMap<>();
    private final Map<Long, PersistentSet.Builder<String>> ephemeralsBySession = new HashMap<>();
    private final PersistentSet.Builder<String> perishables = Znode.NO_CHILDREN.builder();
    private QuotaPaths quotas = QuotaPaths.NONE;
    private final NodeChecksum checksum = new NodeChecksum();
    private final TotalsTally tally = new TotalsTally(Totals.ZERO);
    private EnsembleState ensemble = EnsembleState.UNKNOWN;
    private Position position = Position.START;
    private @Nullable StagedCopy stagedCopy;

    /**
     * Adds a node. Its parent may come later.
     *
     * @param path full path
     * @param fields its fields; children are worked out
     */
    public void put(String path, ZnodeBuilder fields) {
        Znode node = fields.children(Znode.NO_CHILDREN).build(path, checksum);
        if (nodes.put(path, node) != null) {
            throw new IllegalStateException("two nodes at one path: " + path);
        }
        tally.add(path, node);
        if (!path.equals(PathRules.ROOT)) {
            childrenByParent
                    .computeIfAbsent(PathRules.parentOf(path), parent -> Znode.NO_CHILDREN.builder())
                    .add(path);
        }
        quotas = quotas.created(path);
        if (EphemeralOwner.isPerishable(node.owner())) {
            perishables.add(path);
        }
        if (node.isEphemeral()) {
            ephemeralsBySession
                    .computeIfAbsent(node.owner(), owner -> Znode.NO_CHILDREN.builder())
                    .add(path);
        }
    }

    /**
     * Adds a session. Its ephemeral nodes are worked out.
     *
     * @param session the session
     */
    public void put(Session session) {
        sessions.put(session.id(), session.withEphemerals(Znode.NO_CHILDREN));
        tally.add(session);
    }

    /**
     * Sets what is known of the ensemble.
     *
     * @param known the members, and those to be
     */
    public void ensemble(EnsembleState known) {
        ensemble = known;
    }

    /**
     * Sets the copy that is being brought to replace the state.
     *
     * @param copy what has come of it
     */
    public void stagedCopy(StagedCopy copy) {
        stagedCopy = copy;
    }

    /**
     * Sets where the state stands.
     *
     * @param zxid the last transaction id given out
     * @param wallMillis the latest stamp seen
     */
    public void position(long zxid, long wallMillis) {
        position = new Position(zxid, wallMillis);
    }

    /**
     * The finished state.
     *
     * @return the state
     * @throws IllegalStateException when a node lacks its parent or an ephemeral node its session
     */
    public TreeState build() {
        childrenByParent.forEach((path, children) -> {
            Znode parent = nodes.get(path);
            if (parent == null) {
                throw new IllegalStateException("no parent: " + path);
            }
            nodes.put(path, new Znode(parent, children.build(), parent.checksum()));
        });
        ephemeralsBySession.forEach((id, paths) -> {
            Session session = sessions.get(id);
            if (session == null) {
                throw new IllegalStateException("no session 0x" + Long.toHexString(id) + " for its ephemeral nodes");
            }
            sessions.put(id, session.withEphemerals(paths.build()));
        });
        return new TreeState(
                nodes.build(),
                sessions.build(),
                position,
                tally.total(),
                new TreeIndex(perishables.build(), quotas),
                ensemble,
                stagedCopy);
    }
}
