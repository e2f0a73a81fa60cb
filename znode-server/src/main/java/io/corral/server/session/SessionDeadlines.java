package io.corral.server.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When sessions expire if nothing more is heard of them: the leader's book, in ZooKeeper's buckets of one tick. A session
 * ends between its timeout and its timeout plus one tick after the last sign of life. Pure bookkeeping: time comes in as
 * an argument, in nanoseconds of a monotonic clock. Not thread-safe.
 */
public final class SessionDeadlines {
    /** A session that is due, with the attach epoch it had: a client that re-attaches meanwhile wins. */
    public record Due(long sessionId, int attachEpoch) {}

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long tickNanos;
    private final Map<Long, Entry> sessions = new HashMap<>();
    private final TreeMap<Long, Set<Long>> buckets = new TreeMap<>();

    /** @param tickMillis width of a bucket, ZooKeeper's tickTime; positive */
    public SessionDeadlines(int tickMillis) {
        if (tickMillis <= 0) {
            throw new IllegalArgumentException("tickTime must be positive, not " + tickMillis);
        }
        this.tickNanos = tickMillis * NANOS_PER_MILLI;
    }

    /** A session was created, or re-attached (then with a newer epoch); it has its full timeout from now. */
    public void started(long sessionId, int attachEpoch, int timeoutMillis, long nowNanos) {
        ended(sessionId);
        Entry entry = new Entry(attachEpoch, timeoutMillis * NANOS_PER_MILLI);
        sessions.put(sessionId, entry);
        place(sessionId, entry, nowNanos);
    }

    /** A sign of life; unknown sessions are ignored (they ended meanwhile). */
    public void touched(long sessionId, long nowNanos) {
        Entry entry = sessions.get(sessionId);
        if (entry != null) {
            place(sessionId, entry, nowNanos);
        }
    }

    /** The session is over. */
    public void ended(long sessionId) {
        Entry entry = sessions.remove(sessionId);
        if (entry != null) {
            leaveBucket(sessionId, entry.bucket);
        }
    }

    /** Forgets everything, as a server does that no longer leads. */
    public void clear() {
        sessions.clear();
        buckets.clear();
    }

    /**
     * The sessions due at this moment. Each is offered again one tick later unless it has {@link #ended} by then, because
     * what the leader proposes may be lost with its leadership.
     */
    public List<Due> due(long nowNanos) {
        List<Due> due = new ArrayList<>();
        while (!buckets.isEmpty() && buckets.firstKey() <= nowNanos) {
            for (long sessionId : List.copyOf(buckets.firstEntry().getValue())) {
                Entry entry = sessions.get(sessionId);
                if (entry == null) {
                    throw new IllegalStateException("session 0x" + Long.toHexString(sessionId) + " has no entry");
                }
                due.add(new Due(sessionId, entry.attachEpoch));
                moveTo(sessionId, entry, nowNanos + tickNanos);
            }
        }
        return due;
    }

    /** The sessions by the time at which they are due, in nanoseconds; a copy. */
    public SortedMap<Long, List<Long>> byTime() {
        SortedMap<Long, List<Long>> due = new TreeMap<>();
        buckets.forEach((time, ids) -> due.put(time, List.copyOf(ids)));
        return due;
    }

    /** Number of sessions watched over. */
    public int size() {
        return sessions.size();
    }

    private void place(long sessionId, Entry entry, long nowNanos) {
        long bucket = (Math.floorDiv(nowNanos + entry.timeoutNanos, tickNanos) + 1) * tickNanos;
        if (bucket > entry.bucket || !entry.placed) {
            moveTo(sessionId, entry, bucket);
        }
    }

    private void moveTo(long sessionId, Entry entry, long bucket) {
        if (entry.placed) {
            leaveBucket(sessionId, entry.bucket);
        }
        entry.bucket = bucket;
        entry.placed = true;
        buckets.computeIfAbsent(bucket, unused -> new LinkedHashSet<>()).add(sessionId);
    }

    private void leaveBucket(long sessionId, long bucket) {
        Set<Long> members = buckets.get(bucket);
        if (members != null && members.remove(sessionId) && members.isEmpty()) {
            buckets.remove(bucket);
        }
    }

    private static final class Entry {
        final int attachEpoch;
        final long timeoutNanos;
        long bucket;
        boolean placed;

        Entry(int attachEpoch, long timeoutNanos) {
            this.attachEpoch = attachEpoch;
            this.timeoutNanos = timeoutNanos;
        }
    }
}
