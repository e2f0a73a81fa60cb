package io.corral.server.exchange;

import io.corral.tree.EphemeralOwner;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import io.corral.tree.codec.CopyPieceWriter;
import io.corral.tree.path.PathRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Cuts a snapshot of ZooKeeper into pieces that can replace the state, without holding more than one of them. The file knows no
 * passwords of sessions: those that nobody knows here get one that nobody has, and so end with their timeout. Ephemeral nodes without
 * a session are left out.
 */
public final class CopyPieces implements ForeignTree {
    private static final int PIECE_BYTES = 1 << 20;

    /** Whatever a client can have written, see {@code jute.maxbuffer}. */
    private static final int LARGEST_DATA_BYTES = 32 << 20;

    /** What a session or a node takes in the memory besides its path and data, about. */
    private static final int OBJECT_BYTES = 320;

    private final Bounds bounds;
    private final Recipient recipient;
    private final Set<Long> sessions = new HashSet<>();
    private final Deque<String> ancestors = new ArrayDeque<>();
    private CopyPieceWriter piece = new CopyPieceWriter();
    private long memoryBytes;

    /**
     * How large a copy may be.
     *
     * @param memoryBytes what it takes in the memory of a server, about
     * @param sessions how many it has
     */
    public record Bounds(long memoryBytes, int sessions) {}

    /** Takes the pieces, in order. */
    @FunctionalInterface
    public interface Recipient {
        /** The next one, see {@link io.corral.tree.codec.CopyPiece}. */
        void take(byte[] piece) throws IOException;
    }

    private CopyPieces(Bounds bounds, Recipient recipient) {
        this.bounds = bounds;
        this.recipient = recipient;
    }

    /**
     * Reads a whole snapshot.
     *
     * @param snapshot the file
     * @param bounds what is larger is refused
     * @param recipient takes the pieces; must forget them when this fails
     * @return the last zxid in the file
     * @throws IOException when it is damaged or too large, the message says how; or when the recipient fails
     */
    public static long read(InputStream snapshot, Bounds bounds, Recipient recipient) throws IOException {
        CopyPieces pieces = new CopyPieces(bounds, recipient);
        long zxid = ZooKeeperSnapshotReader.read(snapshot, pieces);
        if (zxid < 0) {
            throw new IOException("the snapshot is damaged: its last zxid is negative");
        }
        pieces.handOver();
        return zxid;
    }

    @Override
    public void session(long id, int timeoutMillis) throws IOException {
        if (sessions.add(id)) {
            if (sessions.size() > bounds.sessions()) {
                throw new IOException("the snapshot has more than " + bounds.sessions() + " sessions");
            }
            count(OBJECT_BYTES);
            piece.add(id, timeoutMillis, ForeignPassword.of(id));
            handOverWhenFull();
        }
    }

    @Override
    public void node(String path, ZnodeBuilder fields, AclList acl, long owner) throws IOException {
        if (EphemeralOwner.isSession(owner) && !sessions.contains(owner)) {
            return;
        }
        checkPlace(path);
        int dataBytes = fields.dataLength();
        if (dataBytes > LARGEST_DATA_BYTES) {
            throw new IOException("the data of " + path + " is longer than " + LARGEST_DATA_BYTES + " bytes");
        }
        count(OBJECT_BYTES + path.length() + dataBytes);
        piece.add(path, fields);
        handOverWhenFull();
    }

    /** A snapshot goes through the tree from the root to the leaves, one branch after the other. */
    private void checkPlace(String path) throws IOException {
        if (!PathRules.isValid(path)) {
            throw new IOException("the snapshot makes no tree: a path of it is none");
        }
        if (!path.equals(PathRules.ROOT)) {
            String parent = PathRules.parentOf(path);
            while (!ancestors.isEmpty() && !ancestors.getLast().equals(parent)) {
                ancestors.removeLast();
            }
            if (ancestors.isEmpty()) {
                throw new IOException("the snapshot makes no tree: " + path + " comes without its parent");
            }
        }
        ancestors.addLast(path);
    }

    private void count(long bytes) throws IOException {
        memoryBytes += bytes;
        if (memoryBytes > bounds.memoryBytes()) {
            throw new IOException("the copy would take more than " + bounds.memoryBytes()
                    + " bytes of memory, half of what this server has; give all servers a larger heap to restore it");
        }
    }

    private void handOverWhenFull() throws IOException {
        if (piece.bytes() >= PIECE_BYTES) {
            handOver();
        }
    }

    private void handOver() throws IOException {
        if (!piece.isEmpty()) {
            byte[] full = piece.encode();
            piece = new CopyPieceWriter();
            recipient.take(full);
        }
    }
}
