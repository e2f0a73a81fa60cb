package io.corral.server.exchange;

import io.corral.tree.EphemeralOwner;
import io.corral.tree.TreeState;
import io.corral.tree.TreeStateBuilder;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import io.corral.tree.path.PathRules;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a state of a snapshot of ZooKeeper. Sessions have the passwords that ZooKeeper gives them. Ephemeral nodes without a session are left out, nodes of the service that lack are added.
 */
public final class ImportedTree implements ForeignTree {
    private static final List<String> OF_THE_SERVICE =
            List.of(PathRules.ROOT, PathRules.ZOOKEEPER, PathRules.QUOTA, PathRules.CONFIG);

    private final int sessionsMax;
    private final TreeStateBuilder state = new TreeStateBuilder();
    private final Set<Long> sessions = new HashSet<>();
    private final Set<String> ofTheService = new HashSet<>();

    private ImportedTree(int sessionsMax) {
        this.sessionsMax = sessionsMax;
    }

    /**
     * Reads a whole snapshot.
     *
     * @param snapshot the file, uncompressed
     * @param sessionsMax with more sessions it is refused
     * @throws IOException when it is damaged; the message says how
     */
    public static TreeState read(InputStream snapshot, int sessionsMax) throws IOException {
        ImportedTree tree = new ImportedTree(sessionsMax);
        try {
            long zxid = ZooKeeperSnapshotReader.read(snapshot, tree);
            return tree.finish(zxid);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException("the snapshot makes no tree: " + e.getMessage(), e);
        }
    }

    @Override
    public void session(long id, int timeoutMillis) {
        if (sessions.add(id)) {
            if (sessions.size() > sessionsMax) {
                throw new IllegalStateException("it has more than " + sessionsMax + " sessions");
            }
            state.put(Session.created(id, timeoutMillis, ForeignPassword.of(id), OriginTag.NOBODY));
        }
    }

    @Override
    public void node(String path, ZnodeBuilder fields, AclList acl, long owner) {
        if (EphemeralOwner.isSession(owner) && !sessions.contains(owner)) {
            return;
        }
        if (OF_THE_SERVICE.contains(path)) {
            ofTheService.add(path);
        }
        state.put(path, fields);
    }

    private TreeState finish(long zxid) {
        for (String path : OF_THE_SERVICE) {
            if (!ofTheService.contains(path)) {
                state.put(
                        path, new ZnodeBuilder().acl(path.equals(PathRules.CONFIG) ? AclList.READ_ONLY : AclList.OPEN));
            }
        }
        state.position(zxid, 0);
        return state.build();
    }
}
