package io.corral.server.exchange;

import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.path.PathRules;
import io.corral.tree.session.Session;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Adler32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a state as a snapshot file of ZooKeeper 3.9: header, sessions, access control lists, nodes from the root on, and the two
 * optional parts with digest and last zxid, each followed by a checksum over everything before it. As states are immutable this may
 * go on while newer ones are built.
 */
public final class ZooKeeperSnapshotWriter {

    private final DataOutputStream out;
    private final Adler32 checksum = new Adler32();
    private final Map<AclList, Long> aclIds = new LinkedHashMap<>();

    private ZooKeeperSnapshotWriter(OutputStream out) {
        this.out = new DataOutputStream(new CheckedOutputStream(out, checksum));
    }

    /**
     * Writes a whole state. The stream is flushed and stays open.
     *
     * @param state the state
     * @param stream where to write; better buffered
     * @throws IOException when it cannot be written
     */
    public static void write(TreeState state, OutputStream stream) throws IOException {
        ZooKeeperSnapshotWriter writer = new ZooKeeperSnapshotWriter(stream);
        writer.header();
        writer.sessions(state);
        writer.acls(state);
        writer.nodes(state);
        writer.seal();
        writer.digest(state);
        writer.seal();
        writer.out.writeLong(state.lastZxid());
        writer.seal();
        writer.out.flush();
    }

    private void header() throws IOException {
        out.writeInt(SnapshotFormat.MAGIC);
        out.writeInt(SnapshotFormat.VERSION);
        out.writeLong(SnapshotFormat.DATABASE_ID);
    }

    private void sessions(TreeState state) throws IOException {
        out.writeInt(state.sessions().size());
        for (Session session : state.sessions().values()) {
            out.writeLong(session.id());
            out.writeInt(session.timeoutMillis());
        }
    }

    private void acls(TreeState state) throws IOException {
        for (Znode node : state.nodes().values()) {
            if (!node.acl().equals(AclList.OPEN)) {
                aclIds.putIfAbsent(node.acl(), aclIds.size() + 1L);
            }
        }
        out.writeInt(aclIds.size());
        for (Map.Entry<AclList, Long> acl : aclIds.entrySet()) {
            out.writeLong(acl.getValue());
            out.writeInt(acl.getKey().entries().size());
            for (AclEntry entry : acl.getKey().entries()) {
                out.writeInt(entry.permissions());
                text(entry.scheme());
                text(entry.id());
            }
        }
    }

    /** Parents before their children; the root is written as the empty path. */
    private void nodes(TreeState state) throws IOException {
        Deque<String> open = new ArrayDeque<>();
        open.push(PathRules.ROOT);
        while (!open.isEmpty()) {
            String path = open.pop();
            Znode node = state.find(path);
            if (node == null) {
                throw new IllegalStateException("a state that changes: " + path);
            }
            text(path.equals(PathRules.ROOT) ? "" : path);
            node(node);
            node.childPaths().forEach(open::push);
        }
        text(SnapshotFormat.END);
    }

    private void node(Znode node) throws IOException {
        bytes(node.data());
        out.writeLong(aclIds.getOrDefault(node.acl(), SnapshotFormat.OPEN_ACL_ID));
        out.writeLong(node.czxid());
        out.writeLong(node.mzxid());
        out.writeLong(node.ctime());
        out.writeLong(node.mtime());
        out.writeInt(node.version());
        out.writeInt(node.createCount());
        out.writeInt(node.aversion());
        out.writeLong(node.owner());
        out.writeLong(node.pzxid());
    }

    private void digest(TreeState state) throws IOException {
        out.writeLong(state.lastZxid());
        out.writeInt(SnapshotFormat.DIGEST_VERSION);
        out.writeLong(state.zooKeeperDigest());
    }

    private void seal() throws IOException {
        out.flush();
        out.writeLong(checksum.getValue());
        text(SnapshotFormat.END);
    }

    private void text(String text) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }
}
