package io.corral.server.replication;

import io.corral.server.status.TreeDigest;
import io.corral.tree.TreeState;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The digests of this server's recent states, to be compared with those of the other servers. The leader puts its newest one into
 * every entry, so that a difference is seen at once; which of the two is wrong only the other servers can tell ({@link DigestJury}).
 *
 * <p>{@link #newest}, {@link #landmarks} and {@link #treeDigests} may be called from any thread; everything else belongs to the apply
 * thread.
 */
public final class DigestHistory {
    /** Digests are taken at every Raft index that is a multiple of this, on all replicas alike. */
    public static final int INTERVAL = 64;

    private static final Logger LOG = LoggerFactory.getLogger(DigestHistory.class);

    private static final int KEPT = 1024;

    /** The newest index that is divisible by the interval, by twice the interval, and so on: servers that lag apart share some. */
    private static final int LANDMARKS = 16;

    /** What a state's digest was. */
    public record Taken(long index, long digest) {
        /** None was taken yet. */
        public static final Taken NONE = new Taken(0, 0);
    }

    private final Deque<TreeDigest> treeDigests = new ArrayDeque<>();
    private final long[] indexes = new long[KEPT];
    private final long[] digests = new long[KEPT];
    private final Taken[] landmarks = new Taken[LANDMARKS];
    private volatile Taken newest = Taken.NONE;
    private long compared;
    private long differences;

    /** None yet. */
    public DigestHistory() {
        Arrays.fill(landmarks, Taken.NONE);
    }

    /** The newest digest taken here. Any thread. */
    public Taken newest() {
        return newest;
    }

    /** Digests at indexes that other servers are likely to have, too, whether they are a little or far ahead or behind. Any thread. */
    public List<Taken> landmarks() {
        LinkedHashSet<Taken> distinct = new LinkedHashSet<>();
        synchronized (landmarks) {
            distinct.addAll(Arrays.asList(landmarks));
        }
        distinct.remove(Taken.NONE);
        return List.copyOf(distinct);
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
        Taken taken = new Taken(index, digest);
        int levels = Math.min(LANDMARKS, 1 + Long.numberOfTrailingZeros(index / INTERVAL));
        synchronized (landmarks) {
            Arrays.fill(landmarks, 0, levels, taken);
        }
        newest = taken;
    }

    /** Compares with the leader's digest, and warns when they differ; an index that is not remembered (any more) says nothing. */
    void compare(long index, long leadersDigest) {
        int slot = slot(index);
        if (indexes[slot] != index) {
            return;
        }
        compared++;
        if (digests[slot] != leadersDigest) {
            differences++;
            if (Long.bitCount(differences) == 1) {
                LOG.error(
                        "The tree of this server is not that of the leader: at log index {} its digest is {} here and {} there ({} such"
                                + " differences so far). The one that differs from the majority stops; see what it says.",
                        index,
                        Long.toHexString(digests[slot]),
                        Long.toHexString(leadersDigest),
                        differences);
            }
        }
    }

    /** How many comparisons found a difference. */
    long differences() {
        return differences;
    }

    /** How many comparisons were made. */
    long compared() {
        return compared;
    }

    /** The state jumped. */
    void clear() {
        Arrays.fill(indexes, 0);
        synchronized (landmarks) {
            Arrays.fill(landmarks, Taken.NONE);
        }
        newest = Taken.NONE;
        synchronized (treeDigests) {
            treeDigests.clear();
        }
    }

    private static int slot(long index) {
        return (int) (index / INTERVAL % KEPT);
    }
}
