package io.corral.server.frontend;

import io.corral.server.session.PauseAwareTime;
import io.corral.server.session.SessionDeadlines;
import io.corral.tree.session.SessionPassword;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this server alone knows: those of read-only mode, and all new ones where {@code localSessionsEnabled} says so.
 * Their server opens, watches over and ends them without a word to the others. Thread-safe.
 */
final class LocalSessions {
    /** Tells local sessions of the same server apart; there is no other. */
    private static final int ONLY_EPOCH = 1;

    private final ConcurrentMap<Long, LocalSession> byId = new ConcurrentHashMap<>();
    private final SessionDeadlines deadlines;
    private final PauseAwareTime time;
    private long nowNanos;
    private volatile long expiredSoFar;

    /**
     * @param tickMillis ZooKeeper's tickTime
     * @param time monotonic time that leaves this process's own pauses out
     * @param nowNanos what {@code time} says now
     */
    LocalSessions(int tickMillis, PauseAwareTime time, long nowNanos) {
        this.deadlines = new SessionDeadlines(tickMillis);
        this.time = time;
        this.nowNanos = nowNanos;
    }

    /** Opens a session. */
    synchronized LocalSession open(long id, int timeoutMillis, SessionPassword password) {
        LocalSession session = new LocalSession(id, password);
        byId.put(id, session);
        deadlines.started(id, ONLY_EPOCH, timeoutMillis, nowNanos);
        return session;
    }

    /** The session's client is back, with a timeout of its own; false when it comes too late, and the session is no more. */
    synchronized boolean renewed(LocalSession session, int timeoutMillis) {
        if (byId.get(session.id()) != session) {
            return false;
        }
        deadlines.started(session.id(), ONLY_EPOCH, timeoutMillis, nowNanos);
        return true;
    }

    @Nullable
    LocalSession find(long id) {
        return byId.get(id);
    }

    /** Clients of these sessions were heard of. */
    synchronized void heardOf(long[] ids, int count) {
        for (int i = 0; i < count; i++) {
            deadlines.touched(ids[i], nowNanos);
        }
    }

    /** The session is over, or not local any more. */
    synchronized void end(long id) {
        byId.remove(id);
        deadlines.ended(id);
    }

    /** All of them are over. */
    synchronized void endAll() {
        byId.clear();
        deadlines.clear();
    }

    /**
     * Ends those that nobody was heard of for too long; to be called at a steady interval.
     *
     * @param rawNanos the monotonic clock
     * @return the sessions that have ended
     */
    synchronized List<Long> expire(long rawNanos) {
        nowNanos = time.advance(rawNanos);
        List<Long> expired = new ArrayList<>();
        for (SessionDeadlines.Due due : deadlines.due(nowNanos)) {
            end(due.sessionId());
            expired.add(due.sessionId());
        }
        expiredSoFar += expired.size();
        return expired;
    }

    /** How many have expired since the start. */
    long expired() {
        return expiredSoFar;
    }

    int size() {
        return byId.size();
    }
}
