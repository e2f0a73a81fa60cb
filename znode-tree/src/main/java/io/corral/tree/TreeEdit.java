package io.corral.tree;

import io.corral.tree.acl.AclList;
import io.corral.tree.acl.AclPool;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.path.PathRules;
import io.corral.tree.quota.QuotaPaths;
import io.corral.tree.quota.Usage;
import io.corral.tree.session.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kotlinx.collections.immutable.PersistentMap;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/**
 * The way from one state to the next: changes are collected beside the old state and written into it at the end, so that
 * each touched node is rebuilt once per batch. For one thread; of no use after {@link #finish}.
 *
 * <p>{@link #begin}, then either {@link #keep} or {@link #rollBack}, brackets changes that happen all or not at all.
 */
public final class TreeEdit {
    private TreeState before;
    private final AclPool acls;
    private final Map<String, NodeDraft> nodes = new HashMap<>();
    private final Map<Long, SessionDraft> sessions = new HashMap<>();
    private final List<Runnable> undo = new ArrayList<>();
    private boolean undoable;
    private QuotaPaths quotas;
    private EnsembleState ensemble;
    private @Nullable StagedCopy stagedCopy;
    private long lastZxid;
    private long lastWallMillis;

    /**
     * An edit that starts from this state.
     *
     * @param before the state; it is not changed
     * @param acls the pool through which new nodes share lists
     */
    public TreeEdit(TreeState before, AclPool acls) {
        this.before = before;
        this.acls = acls;
        this.quotas = before.quotas();
        this.ensemble = before.ensemble();
        this.stagedCopy = before.stagedCopy();
        this.lastZxid = before.lastZxid();
        this.lastWallMillis = before.lastWallMillis();
    }

    /** The last transaction id given out. */
    public long lastZxid() {
        return lastZxid;
    }

    /** Goes on behind a transaction id, unless more have been given out. */
    public void skipTo(long zxid) {
        lastZxid = Math.max(lastZxid, zxid);
    }

    /** Gives out the next transaction id. */
    public long nextZxid() {
        lastZxid++;
        return lastZxid;
    }

    /**
     * Takes a stamp of the leader; time never goes back.
     *
     * @param wallMillis milliseconds since 1970
     * @return the stamp, or the latest one seen when that is later
     */
    public long advanceTime(long wallMillis) {
        lastWallMillis = Math.max(lastWallMillis, wallMillis);
        return lastWallMillis;
    }

    /** An equal list, the shared one if there is one. */
    public AclList share(AclList acl) {
        return acls.share(acl);
    }

    /**
     * Looks a node up.
     *
     * @param path full path, or the empty alias of the root
     * @return the node as it is now, or null when there is none
     */
    public @Nullable NodeDraft find(String path) {
        String key = PathRules.canonical(path);
        NodeDraft draft = nodes.get(key);
        if (draft != null) {
            return draft.isPresent() ? draft : null;
        }
        Znode node = before.nodeMap().get(key);
        if (node == null) {
            return null;
        }
        draft = new NodeDraft(key, node, node);
        nodes.put(key, draft);
        return draft;
    }

    /**
     * Creates a node. The caller has checked that it does not exist and has adjusted the parent's fields.
     *
     * @param parent its parent
     * @param path its full path
     * @param fields its fields
     * @return the new node
     */
    public NodeDraft create(NodeDraft parent, String path, ZnodeBuilder fields) {
        Znode node = fields.buildUnsummed();
        NodeDraft earlier = nodes.get(path);
        NodeDraft draft = earlier != null ? earlier : new NodeDraft(path, null, node);
        if (earlier != null) {
            Znode old = earlier.fields();
            record(() -> earlier.setFields(old));
            earlier.setFields(node);
            earlier.setPresent(true);
        } else {
            nodes.put(path, draft);
        }
        parent.addChild(draft.path());
        record(() -> {
            parent.removeChild(path);
            draft.setPresent(false);
        });
        setQuotas(quotas.created(path));
        if (node.isEphemeral()) {
            Session owner = session(node.owner());
            if (owner != null) {
                put(owner.withEphemerals(owner.ephemerals().add(draft.path())));
            }
        }
        return draft;
    }

    /**
     * Deletes a node. The caller has checked that it has no children and has adjusted the parent's fields.
     *
     * @param parent its parent
     * @param node the node
     */
    public void delete(NodeDraft parent, NodeDraft node) {
        node.setPresent(false);
        parent.removeChild(node.path());
        record(() -> {
            parent.addChild(node.path());
            node.setPresent(true);
        });
        setQuotas(quotas.deleted(node.path()));
        if (node.fields().isEphemeral()) {
            Session owner = session(node.fields().owner());
            if (owner != null) {
                put(owner.withEphemerals(owner.ephemerals().remove(node.path())));
            }
        }
    }

    /**
     * Changes fields of a node other than its owner.
     *
     * @param node the node
     * @param fields its new fields
     */
    public void update(NodeDraft node, ZnodeBuilder fields) {
        Znode old = node.fields();
        record(() -> node.setFields(old));
        node.setFields(fields.buildUnsummed());
    }

    /** The paths that have a quota now. */
    public QuotaPaths quotas() {
        return quotas;
    }

    private void setQuotas(QuotaPaths next) {
        QuotaPaths old = quotas;
        if (next != old) {
            record(() -> quotas = old);
            quotas = next;
        }
    }

    /** The members of the ensemble as they are now, and those to be. */
    public EnsembleState ensemble() {
        return ensemble;
    }

    /** Something else is known of the ensemble. Not taken back by {@link #rollBack}: no multi holds such a change. */
    public void setEnsemble(EnsembleState known) {
        ensemble = known;
    }

    /**
     * Adds up a node and all its descendants as they are now. Takes time in proportion to them.
     *
     * @param path full path
     * @return nothing when the node does not exist
     */
    public Usage usageOf(String path) {
        long count = 0;
        long bytes = 0;
        Deque<String> open = new ArrayDeque<>();
        open.add(PathRules.canonical(path));
        for (String next = open.poll(); next != null; next = open.poll()) {
            NodeDraft draft = nodes.get(next);
            Znode node = draft == null ? before.nodeMap().get(next) : draft.fields();
            if (node != null && (draft == null || draft.isPresent())) {
                count++;
                bytes += node.dataLength();
                open.addAll(draft == null ? node.childPaths() : draft.childPaths());
            }
        }
        return new Usage(count, bytes);
    }

    /**
     * Looks a session up.
     *
     * @param id session id
     * @return the session as it is now, or null when there is none
     */
    public @Nullable Session session(long id) {
        SessionDraft draft = sessions.get(id);
        return draft == null ? before.session(id) : draft.now;
    }

    /**
     * Puts a session in place of what there was under its id.
     *
     * @param session the session
     */
    public void put(Session session) {
        setSession(session.id(), session);
    }

    /**
     * Removes a session. The caller has deleted its ephemeral nodes.
     *
     * @param id session id
     */
    public void removeSession(long id) {
        setSession(id, null);
    }

    private void setSession(long id, @Nullable Session session) {
        SessionDraft draft = sessions.get(id);
        if (draft == null) {
            draft = new SessionDraft(before.session(id));
            sessions.put(id, draft);
        }
        if (undoable) {
            SessionDraft changed = draft;
            Session old = draft.now;
            record(() -> changed.now = old);
        }
        draft.now = session;
    }

    /** From here on changes can be rolled back. Not nested. */
    public void begin() {
        undoable = true;
    }

    /** Keeps what has changed since {@link #begin}. */
    public void keep() {
        undo.clear();
        undoable = false;
    }

    /** Takes back what has changed since {@link #begin}. Transaction ids given out stay given out. */
    public void rollBack() {
        for (int i = undo.size() - 1; i >= 0; i--) {
            undo.get(i).run();
        }
        keep();
    }

    private void record(Runnable inverse) {
        if (undoable) {
            undo.add(inverse);
        }
    }

    /** The copy that is being brought to replace the state; null when none is. */
    public @Nullable StagedCopy stagedCopy() {
        return stagedCopy;
    }

    /** Something else is known of the copy on its way. Not taken back by {@link #rollBack}: no multi holds such a change. */
    public void setStagedCopy(@Nullable StagedCopy copy) {
        stagedCopy = copy;
    }

    /**
     * An edit of another state that shares the pool of this one.
     *
     * @param state the other state; it is not changed
     */
    public TreeEdit of(TreeState state) {
        return new TreeEdit(state, acls);
    }

    /**
     * Puts a node of a copy where it was there. The parent's fields stay as they are; the nodes of the service are there from the
     * start and take what the copy says.
     *
     * @param path its full path
     * @param fields its fields
     * @return false when it does not fit: a second one of its path, without its parent or its session, or a path that is none
     */
    public boolean putCopied(String path, ZnodeBuilder fields) {
        Znode node = fields.buildUnsummed();
        NodeDraft there = find(path);
        if (there != null) {
            boolean fits = PathRules.isReserved(path) && node.owner() == EphemeralOwner.NONE;
            if (fits) {
                update(there, fields.children(there.fields().childSet()));
            }
            return fits;
        }
        if (!PathRules.isValid(path) || (node.isEphemeral() && session(node.owner()) == null)) {
            return false;
        }
        NodeDraft parent = find(PathRules.parentOf(path));
        if (parent == null || parent.fields().isEphemeral()) {
            return false;
        }
        create(parent, path, fields);
        return true;
    }

    /**
     * Goes on from another state altogether: everything so far is forgotten but the ensemble, zxid and time, which never go back.
     * Cannot be rolled back.
     *
     * @param state what the nodes and sessions are from now on
     */
    public void startOverFrom(TreeState state) {
        nodes.clear();
        sessions.clear();
        before = state;
        quotas = state.quotas();
        stagedCopy = null;
        lastZxid = Math.max(lastZxid, state.lastZxid());
        lastWallMillis = Math.max(lastWallMillis, state.lastWallMillis());
    }

    /**
     * Builds the next state.
     *
     * @return the state with all changes
     */
    public TreeState finish() {
        TotalsTally tally = new TotalsTally(before.totals());
        NodeChecksum checksum = new NodeChecksum();
        PersistentMap.Builder<String, Znode> nodeMap = before.nodeMap().builder();
        PersistentSet<String> perishables = before.index().perishables();
        for (NodeDraft draft : nodes.values()) {
            flush(draft, checksum, nodeMap, tally);
            perishables = follow(draft, perishables);
        }
        PersistentMap.Builder<Long, Session> sessionMap = before.sessionMap().builder();
        sessions.forEach((id, draft) -> flush(id, draft, sessionMap, tally));
        return new TreeState(
                nodeMap.build(),
                sessionMap.build(),
                new Position(lastZxid, lastWallMillis),
                tally.total(),
                new TreeIndex(perishables, quotas),
                ensemble,
                stagedCopy);
    }

    private static PersistentSet<String> follow(NodeDraft draft, PersistentSet<String> perishables) {
        Znode before = draft.before();
        boolean was = before != null && EphemeralOwner.isPerishable(before.owner());
        boolean is =
                draft.isPresent() && EphemeralOwner.isPerishable(draft.fields().owner());
        if (was == is) {
            return perishables;
        }
        return is ? perishables.add(draft.path()) : perishables.remove(draft.path());
    }

    private static void flush(
            NodeDraft draft, NodeChecksum checksum, PersistentMap.Builder<String, Znode> into, TotalsTally tally) {
        Znode before = draft.before();
        Znode after = draft.after(checksum);
        if (before == after) {
            return;
        }
        if (before != null) {
            tally.remove(draft.path(), before);
        }
        if (after == null) {
            into.remove(draft.path());
        } else {
            tally.add(draft.path(), after);
            into.put(draft.path(), after);
        }
    }

    private static void flush(
            Long id, SessionDraft draft, PersistentMap.Builder<Long, Session> into, TotalsTally tally) {
        if (draft.before != null) {
            tally.remove(draft.before);
        }
        if (draft.now == null) {
            into.remove(id);
        } else {
            tally.add(draft.now);
            into.put(id, draft.now);
        }
    }

    /** A session before and during the edit; null where it does not exist. */
    private static final class SessionDraft {
        private final @Nullable Session before;
        private @Nullable Session now;

        SessionDraft(@Nullable Session before) {
            this.before = before;
            this.now = before;
        }
    }
}
