package io.corral.server.exchange;

import io.corral.tree.EphemeralOwner;
import io.corral.tree.TreeState;
import io.corral.tree.TreeStateBuilder;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.path.PathRules;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import io.corral.tree.session.SessionPassword;
import io.corral.wire.transaction.Change;
import io.corral.wire.transaction.ChangeVisitor;
import io.corral.wire.transaction.LoggedTransaction;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of ZooKeeper brought up to date by the transactions behind it, as a ZooKeeper server does when it starts. A snapshot is
 * written while transactions go on, so some of them are in it already: what has happened before is not done twice, and what is
 * missing is not missed. For one thread.
 */
final class ReplayedTree implements ForeignTree, ChangeVisitor {
    private static final int PASSWORD_BYTES = 16;

    private final Map<String, ReplayedNode> nodes = new HashMap<>();
    private final Map<Long, Integer> timeouts = new HashMap<>();
    private final Map<Long, Set<String>> ephemerals = new HashMap<>();
    private @Nullable LoggedTransaction current;
    private long lastZxid;
    private long transactions;

    @Override
    public void session(long id, int timeoutMillis) {
        timeouts.put(id, timeoutMillis);
    }

    @Override
    public void node(String path, ZnodeBuilder fields, AclList acl, long owner) {
        put(path, new ReplayedNode(fields.build(path)));
    }

    /** The snapshot has been read: what is up to this zxid is in it. */
    void snapshotEndsAt(long zxid) {
        lastZxid = zxid;
    }

    /** Executes one transaction; one that the snapshot is behind of already is passed over. */
    void execute(LoggedTransaction transaction) {
        if (transaction.zxid() > lastZxid) {
            current = transaction;
            transaction.change().accept(this);
            lastZxid = transaction.zxid();
            transactions++;
        }
    }

    /** The newest transaction that is in the tree. */
    long lastZxid() {
        return lastZxid;
    }

    /** How many transactions were executed. */
    long transactions() {
        return transactions;
    }

    @Override
    public void created(Change.NodeCreated change) {
        ReplayedNode parent = nodes.get(PathRules.parentOf(change.path()));
        if (parent == null || isImpossible(change.lifetime())) {
            return;
        }
        AclList acl = acl(change.acl());
        ReplayedNode present = nodes.get(change.path());
        if (present != null) {
            present.acl = acl;
        } else {
            put(
                    change.path(),
                    new ReplayedNode(
                            change.data(),
                            acl,
                            owner(change.lifetime()),
                            zxid(),
                            transaction().timeMillis()));
        }
        parent.childCreated(change.parentCreateCount(), zxid());
    }

    @Override
    public void deleted(Change.NodeDeleted change) {
        delete(change.path(), zxid());
    }

    @Override
    public void dataSet(Change.DataSet change) {
        ReplayedNode node = nodes.get(change.path());
        if (node != null) {
            node.dataSet(change.data(), change.version(), zxid(), transaction().timeMillis());
        }
    }

    @Override
    public void aclSet(Change.AclSet change) {
        ReplayedNode node = nodes.get(change.path());
        if (node != null) {
            node.acl = acl(change.acl());
            node.aversion = change.version();
        }
    }

    @Override
    public void sessionOpened(Change.SessionOpened change) {
        timeouts.put(transaction().session(), change.timeoutMillis());
    }

    @Override
    public void sessionClosed(Change.SessionClosed change) {
        long session = transaction().session();
        timeouts.remove(session);
        change.paths().forEach(path -> delete(path, zxid()));
        deleteEphemerals(session, zxid());
    }

    /** The state; ephemeral nodes without a session are gone with it, as when a ZooKeeper server begins to lead. */
    TreeState finish() {
        List<Long> ended = ephemerals.keySet().stream()
                .filter(id -> !timeouts.containsKey(id))
                .toList();
        ended.forEach(session -> deleteEphemerals(session, lastZxid));
        TreeStateBuilder state = new TreeStateBuilder();
        // Copies carry no passwords, so any will do.
        SessionPassword none = SessionPassword.of(new byte[PASSWORD_BYTES]);
        timeouts.forEach((id, millis) -> state.put(Session.created(id, millis, none, OriginTag.NOBODY)));
        nodes.forEach((path, node) -> state.put(path, node.fields()));
        state.position(lastZxid, 0);
        return state.build();
    }

    private void put(String path, ReplayedNode node) {
        nodes.put(path, node);
        if (EphemeralOwner.isSession(node.owner)) {
            ephemerals.computeIfAbsent(node.owner, id -> new LinkedHashSet<>()).add(path);
        }
    }

    private void delete(String path, long zxid) {
        ReplayedNode parent = nodes.get(PathRules.parentOf(path));
        if (parent == null) {
            return;
        }
        parent.childDeleted(zxid);
        ReplayedNode node = nodes.remove(path);
        Set<String> ofItsSession = node == null ? null : ephemerals.get(node.owner);
        if (ofItsSession != null) {
            ofItsSession.remove(path);
        }
    }

    private void deleteEphemerals(long session, long zxid) {
        Set<String> paths = ephemerals.remove(session);
        if (paths != null) {
            List.copyOf(paths).forEach(path -> delete(path, zxid));
        }
    }

    /** A time to live that no node can have, which a client could bring into a log, kills the server that executes it. */
    private static boolean isImpossible(Change.Lifetime lifetime) {
        return lifetime.kind() == Change.Lifetime.Kind.TTL
                && (lifetime.ttlMillis() <= 0 || lifetime.ttlMillis() > EphemeralOwner.MAX_TTL_MILLIS);
    }

    private long owner(Change.Lifetime lifetime) {
        return switch (lifetime.kind()) {
            case PERSISTENT -> EphemeralOwner.NONE;
            case EPHEMERAL -> transaction().session();
            case CONTAINER -> EphemeralOwner.CONTAINER;
            case TTL -> EphemeralOwner.ofTtl(lifetime.ttlMillis());
        };
    }

    private static AclList acl(List<io.corral.wire.record.AclEntry> logged) {
        return AclList.of(logged.stream()
                .map(entry -> new AclEntry(entry.perms(), text(entry.scheme()), text(entry.id())))
                .toList());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private long zxid() {
        return transaction().zxid();
    }

    private LoggedTransaction transaction() {
        if (current == null) {
            throw new IllegalStateException("no transaction is being executed");
        }
        return current;
    }
}
