package io.corral.server.replication;

import io.corral.server.session.PauseAwareTime;
import io.corral.server.session.SessionDeadlines;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.EndedSession;
import io.corral.server.view.PublishedBatch;
import io.corral.tree.codec.CommandEncoder;
import io.corral.tree.command.ExpireSession;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Result;
import io.corral.tree.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions that nobody hears of; only the leader does. It follows the published batches to know the sessions, and every
 * server's liveness reports to know who lives. A new leader grants every session its full timeout, and so does one that could not
 * write for a while: who lost the connection meanwhile had no way to attach again.
 *
 * <p>{@link #run} is called at a steady interval on one thread; {@link #sessionsHeardOf} on any thread.
 */
public final class SessionExpiry implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionExpiry.class);

    private final ReplicationLink link;
    private final SessionDeadlines deadlines;
    private final PauseAwareTime time;
    private final LongSupplier nanoClock;
    private final Queue<long[]> heardOf = new ConcurrentLinkedQueue<>();
    private PublishedBatch view;
    private final AtomicLong expired = new AtomicLong();
    private long leadingTerm;

    /**
     * @param link the way into the log
     * @param feed the published batches
     * @param tickMillis ZooKeeper's tickTime
     * @param time monotonic time that leaves this process's own pauses out
     * @param nanoClock monotonic clock in nanoseconds
     */
    public SessionExpiry(
            ReplicationLink link, BatchFeed feed, int tickMillis, PauseAwareTime time, LongSupplier nanoClock) {
        this.link = link;
        this.deadlines = new SessionDeadlines(tickMillis);
        this.time = time;
        this.nanoClock = nanoClock;
        this.view = feed.newest();
    }

    /** Clients of these sessions were heard of. */
    public void sessionsHeardOf(long[] sessionIds) {
        heardOf.add(sessionIds);
    }

    @Override
    public void run() {
        long pausedBefore = time.pausedNanos();
        long now = time.advance(nanoClock.getAsLong());
        if (time.pausedNanos() > pausedBefore && leadingTerm != 0) {
            LOG.warn(
                    "This server did not run for {} ms; sessions get that time back. If this repeats, look at garbage"
                            + " collection, swapping and the host's load.",
                    (time.pausedNanos() - pausedBefore) / 1_000_000);
        }
        Leadership leadership = link.leadership();
        if (!leadership.local() || link.refusesWrites()) {
            rest();
            return;
        }
        if (leadership.term() != leadingTerm) {
            takeOver(leadership.term(), now);
        }
        follow(now);
        for (long[] ids = heardOf.poll(); ids != null; ids = heardOf.poll()) {
            for (long id : ids) {
                deadlines.touched(id, now);
            }
        }
        expire(now);
    }

    /**
     * The sessions by the time at which they expire if nothing more is heard of them, in milliseconds of the monotonic clock; none
     * on a server that does not lead. To be asked on the thread of {@link #run}.
     */
    public SortedMap<Long, List<Long>> deadlinesMillis() {
        SortedMap<Long, List<Long>> due = new TreeMap<>();
        deadlines
                .byTime()
                .forEach((nanos, ids) -> due.put(TimeUnit.NANOSECONDS.toMillis(nanos + time.pausedNanos()), ids));
        return due;
    }

    /** How many sessions have expired while this server led, since its start. Any thread. */
    public long expired() {
        return expired.get();
    }

    private void rest() {
        leadingTerm = 0;
        deadlines.clear();
        heardOf.clear();
        for (PublishedBatch next = view.next(); next != null; next = view.next()) {
            moveTo(next);
        }
    }

    private void takeOver(long term, long now) {
        leadingTerm = term;
        deadlines.clear();
        for (Session session : view.state().sessions().values()) {
            deadlines.started(session.id(), session.attachEpoch(), session.timeoutMillis(), now);
        }
    }

    private void follow(long now) {
        for (PublishedBatch next = view.next(); next != null; next = view.next()) {
            moveTo(next);
            if (next.isDiscontinuity()) {
                takeOver(leadingTerm, now);
            }
            for (Outcome outcome : next.outcomes()) {
                if (outcome.result() instanceof Result.SessionOpened opened) {
                    Session session = opened.session();
                    deadlines.started(session.id(), session.attachEpoch(), session.timeoutMillis(), now);
                }
                long ended = EndedSession.of(outcome);
                if (ended != EndedSession.NONE) {
                    deadlines.ended(ended);
                    countIfExpired(outcome);
                }
            }
        }
    }

    private void countIfExpired(Outcome outcome) {
        if (outcome.command() instanceof ExpireSession) {
            expired.incrementAndGet();
        }
    }

    private void moveTo(PublishedBatch next) {
        view.passed();
        view = next;
    }

    private void expire(long now) {
        List<byte[]> commands = new ArrayList<>();
        for (SessionDeadlines.Due due : deadlines.due(now)) {
            LOG.info(
                    "Session 0x{} expires: no client was heard of for its timeout.", Long.toHexString(due.sessionId()));
            commands.add(CommandEncoder.encode(new ExpireSession(due.sessionId(), due.attachEpoch())));
        }
        if (!commands.isEmpty()) {
            link.submitInTerm(leadingTerm, commands);
        }
    }
}
