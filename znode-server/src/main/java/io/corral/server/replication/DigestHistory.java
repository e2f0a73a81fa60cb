package io.corral.server.replication;

import io.corral.server.status.TreeDigest;
import io.corral.tree.TreeState;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The digests of this server's recent states, to be compared with the leader's. The leader puts its newest one into every entry; a
 * replica that has another digest for the same index has gone astray and must stop, before it answers anybody from a wrong tree.
 *
 * <p>{@link #newest} and {@link #treeDigests} may be called from any thread; everything else belongs to the apply thread.
 */
public final class DigestHistory {
    /** Digests are taken at every Raft index that is a multiple of this, on all replicas alike. */
    public static final int INTERVAL = 64;

    private static final int KEPT = 1024;

    /** What a state's digest was. */
    public record Taken(long index, long digest) {
        /** None was taken yet. */
        public static final Taken NONE = new Taken(0, 0);
    }

    private final Deque<TreeDigest> treeDigests = new ArrayDeque<>();
    private final long[] indexes = new long[KEPT];
    private final long[] digests = new long[KEPT];
    private volatile Taken newest = Taken.NONE;
    private long compared;

    /** The newest digest taken here. Any thread. */
    public Taken newest() {
        return newest;
    }

    /** The digests in ZooKeeper's formula, for operators to compare servers by; the oldest first. Any thread. */
    public List<TreeDigest> treeDigests() {
        synchronized (treeDigests) {
            return List.copyOf(treeDigests);
        }
    }

    /** Remembers the digests of the state at an index. */
    void remember(long index, TreeState state) {
        int slot = slot(index);
        long digest = state.digest();
        synchronized (treeDigests) {
            treeDigests.add(new TreeDigest(state.lastZxid(), state.zooKeeperDigest()));
            if (treeDigests.size() > KEPT) {
                treeDigests.remove();
            }
        }
        indexes[slot] = index;
        digests[slot] = digest;
        newest = new Taken(index, digest);
    }

    /**
     * Compares with the leader's digest; an index that is not remembered (any more) says nothing.
     *
     * @throws DivergedStateException when they differ
     */
    void compare(long index, long leadersDigest) {
        int slot = slot(index);
        if (indexes[slot] != index) {
            return;
        }
        compared++;
        if (digests[slot] != leadersDigest) {
            throw new DivergedStateException(index, digests[slot], leadersDigest);
        }
    }

    /** How many comparisons were made. */
    long compared() {
        return compared;
    }

    /** The state jumped. */
    void clear() {
        Arrays.fill(indexes, 0);
        newest = Taken.NONE;
        synchronized (treeDigests) {
            treeDigests.clear();
        }
    }

    private static int slot(long index) {
        return (int) (index / INTERVAL % KEPT);
    }
}
