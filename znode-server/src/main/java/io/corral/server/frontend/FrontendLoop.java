package io.corral.server.frontend;

import io.corral.server.replication.Leadership;
import io.corral.server.status.WatchCounts;
import io.corral.server.status.WatchEventAmounts;
import io.corral.server.view.BatchFeed;
import io.corral.server.view.BatchReader;
import io.corral.server.view.PublishedBatch;
import io.corral.server.watch.WatchTable;
import io.corral.tree.TreeState;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.session.OriginTag;
import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.Request;
import io.corral.wire.record.WatchRequest;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Everything of one event loop: its connections, their watches and writes, and its view, the last published batch it has
 * walked to. Loops share none of this; limits of the whole server (connections, bytes of large requests, new sessions) and the
 * local sessions belong to all of them. A turn is what happens between two looks at the sockets; at its end writes are handed over
 * and answers flushed, each once. Touched by its own thread alone, but for the methods that say otherwise.
 */
final class FrontendLoop implements BatchReader {
    static final long HOUSEKEEPING_MILLIS = 100;

    /** The loop that does what is to be done once. */
    private static final int FIRST = 0;

    private final int number;
    private final EventLoop executor;
    private final FrontendServices services;
    private final OriginTag origin;
    private final WatchTable watches = new WatchTable();
    private final WriteStream writes;
    private final SessionLanes lanes;
    private final Handshakes handshakes;
    private final LocalWrites localWrites;
    private final HeldUpReads heldUpReads = new HeldUpReads(this);
    private final CatchUpQueue catchUps = new CatchUpQueue();
    private final LoopTraffic traffic = new LoopTraffic();
    private final HeardOfSessions heardOf;
    private final LoopConnections connections = new LoopConnections();
    private final OutcomeRouter outcomes;
    private final ReadIndexRounds readIndexRounds;
    private final Backpressure backpressure;
    private final LoopMeters meters = new LoopMeters();
    private final AtomicBoolean wakePending = new AtomicBoolean();
    private PublishedBatch view;
    private boolean turnEndPending;
    private volatile boolean attentive;
    private volatile ServingMode servingMode = ServingMode.CLOSED;
    private volatile WatchEventAmounts watchEvents = WatchEventAmounts.NONE;

    FrontendLoop(int number, EventLoop executor, FrontendServices services, BatchFeed feed) {
        this.number = number;
        this.executor = executor;
        this.services = services;
        this.origin = new OriginTag(services.settings().serverId(), number);
        this.writes = new WriteStream(
                services.link(),
                services.settings().resendPatienceMin().toNanos(),
                services.settings().resendPatienceMax().toNanos());
        this.lanes = new SessionLanes(this::settled, this::executed);
        this.handshakes = new Handshakes(this);
        this.localWrites = new LocalWrites(this);
        this.heardOf = new HeardOfSessions(services.link(), services.localSessions());
        this.outcomes = new OutcomeRouter(this);
        this.readIndexRounds = new ReadIndexRounds(this);
        this.backpressure = new Backpressure(
                number,
                services.load(),
                services.settings().limits(),
                services.settings().unansweredBytesMax(),
                writes::bytes,
                services.audit()::isBehind,
                new Rest());
        this.view = feed.newest();
    }

    /** Starts what the loop does at intervals. Any thread; once. */
    void start() {
        var unusedHousekeeping = executor.scheduleAtFixedRate(
                () -> guarded(this::housekeeping), HOUSEKEEPING_MILLIS, HOUSEKEEPING_MILLIS, TimeUnit.MILLISECONDS);
        long liveness = services.settings().livenessInterval().toMillis();
        var unusedReporting = executor.scheduleAtFixedRate(
                () -> guarded(this::reportHeardOf), liveness, liveness, TimeUnit.MILLISECONDS);
    }

    int number() {
        return number;
    }

    FrontendServices services() {
        return services;
    }

    OriginTag origin() {
        return origin;
    }

    WatchTable watches() {
        return watches;
    }

    Handshakes handshakes() {
        return handshakes;
    }

    LocalWrites localWrites() {
        return localWrites;
    }

    SessionLanes lanes() {
        return lanes;
    }

    /** Packets, latencies and sizes; {@link LoopTraffic#counts} may be read by any thread. */
    LoopTraffic traffic() {
        return traffic;
    }

    LoopConnections connections() {
        return connections;
    }

    ReadIndexRounds readIndexRounds() {
        return readIndexRounds;
    }

    /** What this loop measures. */
    LoopMeters meters() {
        return meters;
    }

    /** The reads whose clients take no answers. */
    HeldUpReads heldUpReads() {
        return heldUpReads;
    }

    /** Says when connections are not read from. */
    Backpressure backpressure() {
        return backpressure;
    }

    /** An outcome said that an earlier write of its session is missing. */
    void noteGap() {
        writes.noteGap(now());
        endTurnLater();
    }

    /** The state that this loop has walked to. */
    TreeState state() {
        return view.state();
    }

    /** What clients are served now. */
    ServingMode servingMode() {
        return servingMode;
    }

    /** Whether writes are refused: they would wait for somebody to make space on disks. */
    boolean refusesWrites() {
        return services.link().refusesWrites();
    }

    /** Runs something on this loop. Any thread. */
    void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            mustHaveEnded(e);
        }
    }

    /** When the loop has ended, and its connections with it, there is nothing left to do for them. */
    private void mustHaveEnded(RejectedExecutionException e) {
        if (!executor.isShuttingDown()) {
            throw e;
        }
    }

    /** Runs something on this loop after a short pause. Any thread. */
    void executeAfterRetryPause(Runnable task) {
        executeAfter(services.settings().retryPause(), task);
    }

    /** Runs something on this loop after a while, unless the loop ends before. Any thread. */
    void executeAfter(Duration pause, Runnable task) {
        try {
            var unused = executor.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            mustHaveEnded(e);
        }
    }

    /** Runs something on this loop, after those who have sent something meanwhile had their turn. */
    void executeAfterLookingAtSockets(Runnable task) {
        if (!executor.isShuttingDown()) {
            // Of the tasks that are due, an event loop first runs those that were scheduled before it looked.
            var unused = executor.schedule(() -> guarded(task), 0, TimeUnit.NANOSECONDS);
        }
    }

    /** Queues a command for the leader; it goes out at the end of the turn. */
    void submit(Submission submission) {
        writes.submit(submission, now());
        endTurnLater();
    }

    /** The outcome of a submission is known. */
    void settled(Submission submission) {
        writes.settled(submission);
    }

    /** A write of this loop was executed, or refused because its session is no longer its own. */
    void executed(SessionWrite write, Outcome outcome) {
        services.audit().executed(write, outcome);
        OverQuota.pathOf(write, outcome).ifPresent(path -> meters.quotaErrors().record(path, 1));
    }

    /** The client was heard of: its session lives. */
    void heardOf(ClientConnection connection) {
        heardOf.note(connection);
    }

    /** A request that may leave a watch: from now on every batch is looked at. */
    void attendIfWatching(Request request) {
        if (!attentive && mayWatch(request)) {
            attend();
        }
    }

    private void attend() {
        if (!attentive) {
            attentive = true;
            // A batch published before the flag could be seen did not wake this loop: look once more, soon.
            executor.execute(this::catchUp);
        }
    }

    private static boolean mayWatch(Request request) {
        return request instanceof WatchRequest || (request instanceof ReadRequest read && read.watch());
    }

    /** Runs an action once this loop's view includes everything up to a Raft index. */
    void whenCaughtUpTo(long index, Runnable action) {
        catchUp();
        if (view.index() >= index) {
            action.run();
        } else {
            catchUps.add(index, action);
            attend();
        }
    }

    @Override
    public boolean wants(PublishedBatch batch) {
        return attentive || batch.concernsLoop(number) || batch.endsSessions() || batch.isDiscontinuity();
    }

    @Override
    public void wake() {
        if (wakePending.compareAndSet(false, true)) {
            execute(() -> {
                wakePending.set(false);
                catchUp();
            });
        }
    }

    /** Walks to the newest batch and does all that follows from it. Not from within a batch. */
    void catchUp() {
        if (walk()) {
            catchUps.runUpTo(view.index());
            attentive = !watches.isEmpty() || !catchUps.isEmpty();
            endTurnLater();
        }
    }

    private boolean walk() {
        PublishedBatch next = view.next();
        if (next == null) {
            return false;
        }
        while (next != null) {
            PublishedBatch left = view;
            enter(next);
            left.passed();
            next = view.next();
        }
        return true;
    }

    private void enter(PublishedBatch batch) {
        if (batch.isDiscontinuity()) {
            view = batch;
            startOver();
            return;
        }
        if (batch.concernsLoop(number) || batch.endsSessions() || !watches.isEmpty()) {
            heldUpReads.answerBefore(batch.outcomes());
            try {
                outcomes.deliver(batch.outcomes());
            } finally {
                // Whatever went wrong, this batch is not delivered twice.
                view = batch;
            }
        }
        view = batch;
        outcomes.advanceTouched();
    }

    /** The state jumped: no outcome that anybody here waits for will ever come. */
    private void startOver() {
        services.log().stateReplaced(number, connections.size());
        handshakes.abandon();
        lanes.abandonAll();
        localWrites.abandon();
        connections.closeAll();
        catchUps.clear();
        readIndexRounds.clear();
    }

    /** Who leads has changed. Any thread. */
    void leadershipChanged(Leadership leadership) {
        if (leadership.known()) {
            execute(() -> writes.sendAllAgain(now()));
        }
    }

    /** The server stops: all connections close and no new session is opened. Any thread. */
    void stop() {
        servingMode = ServingMode.CLOSED;
        execute(connections::closeAll);
    }

    /** What this server does for clients has changed. Those who were served before find another server, or this one again. Any thread. */
    void servingChanged(ServingMode now) {
        ServingMode before = servingMode;
        servingMode = now;
        if (before.takesRequests()) {
            execute(() -> {
                services.log().servingEnded(number, connections.size(), before);
                connections.closeAll();
            });
        }
    }

    void opened(ClientConnection connection) {
        connections.add(connection);
        endTurnLater();
        connection.sessionExpectedBy(executor.schedule(
                () -> expireSessionless(connection),
                services.settings().sessionlessTimeout().toMillis(),
                TimeUnit.MILLISECONDS));
    }

    private void expireSessionless(ClientConnection connection) {
        if (connection.isSessionless()) {
            traffic.sessionlessExpired++;
            connection.close();
        }
    }

    /** The connection is closed: nothing of it stays but writes under way. */
    void connectionClosed(ClientConnection connection) {
        connections.remove(connection);
        backpressure.forget(connection);
        watches.removeAll(connection);
        services.registry().forget(connection.sessionId(), connection);
        SessionLane lane = connection.lane();
        if (lane != null) {
            lanes.leave(lane, connection);
        }
        endTurnLater();
    }

    void flushAtEndOfTurn(ClientConnection connection) {
        connections.flushLater(connection);
        endTurnLater();
    }

    private void endTurnLater() {
        if (!turnEndPending) {
            turnEndPending = true;
            executor.execute(this::endTurn);
        }
    }

    private void endTurn() {
        turnEndPending = false;
        if (writes.hasGap()) {
            writes.sendAllAgain(now());
        } else {
            writes.handOver();
        }
        connections.flushAll();
        backpressure.endOfTurn();
    }

    /** Makes the counts of this moment visible to other threads. */
    void publishCounts() {
        meters.holdTimes().recordNone(traffic.begunAtOnce);
        traffic.begunAtOnce = 0;
        traffic.publish(
                connections.size(),
                backpressure.requests(),
                new WatchCounts(watches.watcherCount(), watches.dataPathCount(), watches.dataSize(), watches.size()));
        watchEvents = watches.events();
    }

    /** How many watchers changes had to tell, as of the last publication of counts. Any thread. */
    WatchEventAmounts watchEvents() {
        return watchEvents;
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // A periodic task that throws would never run again.
            services.log().housekeepingFailed(number, e);
        }
    }

    private void reportHeardOf() {
        heardOf.report(localWrites.carrierId());
    }

    private void housekeeping() {
        catchUp();
        writes.checkProgress(now());
        connections.slow().cutOffWorst(services.settings().untakenBytesMax());
        // Others make room too, and do not say so: the thread of the audit log, and the other loops.
        backpressure.endOfTurn();
        services.load().watches(number, watches.weight());
        if (number == FIRST) {
            services.localSessions().expire(now()).forEach(services.registry()::close);
        }
        publishCounts();
    }

    private final class Rest implements Backpressure.Rest {
        @Override
        public void afterLookingAtSockets(Runnable task) {
            executeAfterLookingAtSockets(task);
        }

        @Override
        public void after(Duration pause, Runnable task) {
            executeAfter(pause, () -> guarded(task));
        }
    }

    private long now() {
        return services.nanoClock().getAsLong();
    }
}
