package io.corral.tree;

import io.corral.tree.acl.AclList;
import io.corral.tree.digest.StateDigest;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.path.PathRules;
import io.corral.tree.quota.QuotaPaths;
import io.corral.tree.session.Session;
import java.util.Map;
import java.util.Set;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole replicated state at one moment: an immutable value, safe to read from any thread without locks.
 *
 * <p>Versions share structure: keeping an old one costs what has changed since. It is a flat persistent hash map from
 * full path to node, a map of sessions, the last zxid and sums over everything.
 */
public final class TreeState {
    private final PersistentMap<String, Znode> nodes;
    private final PersistentMap<Long, Session> sessions;
    private final Position position;
    private final Totals totals;
    private final TreeIndex index;
    private final EnsembleState ensemble;
    private final @Nullable StagedCopy stagedCopy;

    TreeState(
            PersistentMap<String, Znode> nodes,
            PersistentMap<Long, Session> sessions,
            Position position,
            Totals totals,
            TreeIndex index,
            EnsembleState ensemble,
            @Nullable StagedCopy stagedCopy) {
        this.nodes = nodes;
        this.sessions = sessions;
        this.position = position;
        this.totals = totals;
        this.index = index;
        this.ensemble = ensemble;
        this.stagedCopy = stagedCopy;
    }

    /**
     * The state of a fresh service: the root and the three nodes of the service, all numbers zero, no session.
     *
     * @return the state at zxid 0
     */
    public static TreeState initial() {
        TreeStateBuilder builder = new TreeStateBuilder();
        builder.put(PathRules.ROOT, new ZnodeBuilder());
        builder.put(PathRules.ZOOKEEPER, new ZnodeBuilder());
        builder.put(PathRules.QUOTA, new ZnodeBuilder());
        builder.put(PathRules.CONFIG, new ZnodeBuilder().acl(AclList.READ_ONLY).aversion(-1));
        return builder.build();
    }

    /** The state without nodes and sessions, for building up from. */
    static TreeState empty() {
        return new TreeState(
                ExtensionsKt.persistentHashMapOf(),
                ExtensionsKt.persistentHashMapOf(),
                Position.START,
                Totals.ZERO,
                TreeIndex.EMPTY,
                EnsembleState.UNKNOWN,
                null);
    }

    /**
     * Looks a node up.
     *
     * @param path full path; the empty path is an alias of the root; anything else malformed simply does not exist
     * @return the node, or null when there is none
     */
    public @Nullable Znode find(String path) {
        return nodes.get(PathRules.canonical(path));
    }

    /**
     * Looks a session up.
     *
     * @param id session id
     * @return the session, or null when it does not exist or has ended
     */
    public @Nullable Session session(long id) {
        return sessions.get(id);
    }

    /** All sessions by id, in no particular order. */
    public Map<Long, Session> sessions() {
        return sessions;
    }

    /** All nodes by full path, in no particular order. */
    public Map<String, Znode> nodes() {
        return nodes;
    }

    /**
     * Paths of the ephemeral nodes that a session owns.
     *
     * @param sessionId session id
     * @return an immutable set in no particular order; empty for an unknown session
     */
    public Set<String> ephemeralsOf(long sessionId) {
        Session session = sessions.get(sessionId);
        return session == null ? Set.of() : session.ephemeralPaths();
    }

    /**
     * Paths of all nodes that are cleared away some time after they have lost their children: containers and TTL nodes.
     *
     * @return an immutable set in no particular order
     */
    public Set<String> perishables() {
        return index.perishables();
    }

    /** The members of the ensemble, and those to be. */
    public EnsembleState ensemble() {
        return ensemble;
    }

    /**
     * The same state, but with this known of the ensemble: for states from elsewhere that did not say it.
     *
     * @param known what is known
     */
    public TreeState with(EnsembleState known) {
        return new TreeState(nodes, sessions, position, totals, index, known, stagedCopy);
    }

    /** The copy that is being brought to replace this state; null when none is. */
    public @Nullable StagedCopy stagedCopy() {
        return stagedCopy;
    }

    /** The paths that have a quota. */
    public QuotaPaths quotas() {
        return index.quotas();
    }

    /**
     * Counts the descendants of a node at any depth, without the node itself: ZooKeeper's getAllChildrenNumber.
     *
     * @param path full path
     * @return a count that has not begun; it comes to 0 when the node does not exist. The empty alias of the root counts the root
     *     itself, too, as in ZooKeeper
     */
    public DescendantCount countDescendants(String path) {
        return new DescendantCount(this, path);
    }

    /** The last transaction id that was given out. */
    public long lastZxid() {
        return position.lastZxid();
    }

    /** The latest wall clock stamp seen, milliseconds since 1970; later transactions never bear an earlier time. */
    public long lastWallMillis() {
        return position.lastWallMillis();
    }

    /**
     * Number of nodes, the root once: 4 for a fresh service. ZooKeeper reports one more, as it counts the root twice.
     */
    public int nodeCount() {
        return nodes.size();
    }

    /** Number of ephemeral nodes. */
    public int ephemeralCount() {
        return totals.ephemeralCount();
    }

    /**
     * Characters of all paths plus bytes of all data: what ZooKeeper calls the approximate data size. 44 for a fresh
     * service.
     */
    public long dataSize() {
        return totals.dataSize();
    }

    /**
     * Corral's digest of nodes (access control lists included), sessions, the ensemble, last zxid and time, and of a copy on its way.
     * Equal on all replicas that have applied the same entries.
     */
    public long digest() {
        return totals.nodeDigest()
                + totals.sessionDigest()
                + ensemble.digest()
                + StateDigest.ofCounters(position.lastZxid(), position.lastWallMillis())
                + (stagedCopy == null ? 0 : stagedCopy.digest());
    }

    /** The digest in ZooKeeper's own formula (digest version 2), over nodes not below /zookeeper. */
    public long zooKeeperDigest() {
        return totals.zooKeeperDigest();
    }

    PersistentMap<String, Znode> nodeMap() {
        return nodes;
    }

    PersistentMap<Long, Session> sessionMap() {
        return sessions;
    }

    TreeIndex index() {
        return index;
    }

    Totals totals() {
        return totals;
    }
}
