package io.corral.tree.snapshot;

import io.corral.tree.StagedCopy;
import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.acl.AclList;
import io.corral.tree.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.mapdb.DB;
import org.mapdb.DBException;

/**
 * Writes a state into a file. As states are immutable this may go on while newer ones are built; any thread may do it.
 */
public final class TreeSnapshotWriter {
    private TreeSnapshotWriter() {}

    /**
     * Writes a whole state. The file is complete when this returns, but not forced to the disk: that, and giving it its
     * final name, is up to the caller.
     *
     * @param state the state
     * @param file where to write; must not exist
     * @throws IOException when it cannot be written; what there is of the file is then useless
     */
    public static void write(TreeState state, Path file) throws IOException {
        try (SnapshotFile out = SnapshotFile.create(file)) {
            writeNodes(state, out);
            writeSessions(state, out);
            out.writeEnsemble(SnapshotRecords.ofEnsemble(state.ensemble()));
            writeMeta(state, out);
            StagedCopy copy = state.stagedCopy();
            if (copy != null) {
                writeStaged(copy, out.staged());
            }
        } catch (DBException e) {
            throw new IOException("cannot write snapshot " + file, e);
        }
    }

    static void writeNodes(TreeState state, SnapshotFile out) {
        Map<AclList, Integer> aclIds = new HashMap<>();
        DB.TreeMapSink<Integer, byte[]> acls = out.aclSink();
        DB.TreeMapSink<String, byte[]> znodes = out.znodeSink();
        String[] paths = state.nodes().keySet().toArray(new String[0]);
        Arrays.sort(paths);
        for (String path : paths) {
            Znode node = state.find(path);
            if (node == null) {
                throw new IllegalStateException("a state that changes: " + path);
            }
            Integer aclId = aclIds.get(node.acl());
            if (aclId == null) {
                aclId = aclIds.size();
                aclIds.put(node.acl(), aclId);
                acls.put(aclId, SnapshotRecords.ofAcl(node.acl()));
            }
            znodes.put(path, SnapshotRecords.ofNode(node, aclId));
        }
        acls.create();
        znodes.create();
    }

    static void writeSessions(TreeState state, SnapshotFile out) {
        DB.TreeMapSink<Long, byte[]> sessions = out.sessionSink();
        for (Session session : new TreeMap<>(state.sessions()).values()) {
            sessions.put(session.id(), SnapshotRecords.ofSession(session));
        }
        sessions.create();
    }

    private static void writeStaged(StagedCopy copy, SnapshotFile out) {
        writeNodes(copy.state(), out);
        writeSessions(copy.state(), out);
        out.writeMeta(new TreeMap<>(Map.of(
                SnapshotFile.META_COPY_NUMBER, copy.number(), SnapshotFile.META_COPY_PIECES, (long) copy.pieces())));
    }

    static void writeMeta(TreeState state, SnapshotFile out) {
        out.writeMeta(new TreeMap<>(Map.of(
                SnapshotFile.META_FORMAT, SnapshotFile.FORMAT,
                SnapshotFile.META_LAST_ZXID, state.lastZxid(),
                SnapshotFile.META_LAST_WALL_MILLIS, state.lastWallMillis(),
                SnapshotFile.META_NODE_COUNT, (long) state.nodeCount(),
                SnapshotFile.META_DIGEST, state.digest())));
    }
}
