package io.corral.raft.node;

import io.corral.raft.message.Envelope;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * The worker that owns the cores of all groups. Groups with something to do get their turns one after the other; at the time of a
 * tick every group gets one, so that one timer serves them all and the heartbeats of many groups leave together.
 */
final class HostLoop implements Execution.Worker {
    private static final long MAX_TURN_NANOS = 5_000_000;
    private static final long MIN_TURN_NANOS = 200_000;

    private final HostedGroups groups;
    private final RoundMail mail;
    private final DiskObstruction obstruction;
    private final WorkerThread<LogWork> log;
    private final LongSupplier nanoClock;
    private final long tickNanos;
    private final Failure failure;
    private final Execution.Runner runner;
    private final ConcurrentLinkedQueue<RaftLoop> waiting = new ConcurrentLinkedQueue<>();
    private long nextTick;
    private boolean takingLeave;
    private volatile boolean stopping;
    private volatile boolean ended;

    HostLoop(HostSettings settings, HostPorts ports, HostParts parts, Execution execution) {
        this.groups = parts.groups();
        this.mail = new RoundMail(ports.transport());
        this.obstruction = parts.obstruction();
        this.log = parts.threads().log();
        this.nanoClock = ports.nanoClock();
        this.tickNanos = settings.tick().toNanos();
        this.failure = parts.failure();
        this.nextTick = nanoClock.getAsLong();
        this.runner = execution.runner("raft-loop-" + settings.nodeId(), this);
    }

    void start() {
        runner.start();
    }

    /** Asks the loop to end once every group has handed leadership over, if it can; does not wait. */
    void stop() {
        stopping = true;
        runner.wake();
    }

    /** Waits for the loop to end, unless called from within it. */
    void join() {
        runner.join();
    }

    boolean hasEnded() {
        return ended;
    }

    /** Puts a group that has something to do behind the others. Any thread. */
    void enqueue(RaftLoop group) {
        waiting.add(group);
        runner.wake();
    }

    /** Sends a message, at the end of the round at the latest. Only within a turn. */
    void send(Envelope envelope) {
        mail.send(envelope);
    }

    @Override
    public boolean hasWork() {
        return (stopping && !takingLeave) || !waiting.isEmpty();
    }

    @Override
    public long round() {
        if (failure.happened()) {
            return end();
        }
        try {
            boolean mayEnd = stopping && haveAllSaidFarewell();
            long pause = takeTurns();
            return mayEnd ? end() : pause;
        } catch (Throwable thrown) {
            failure.report(thrown);
            return end();
        }
    }

    private boolean haveAllSaidFarewell() {
        takingLeave = true;
        boolean all = true;
        for (HostedGroups.Member member : groups.all()) {
            all &= member.loop().hasSaidFarewell();
        }
        return all;
    }

    private long end() {
        ended = true;
        groups.all().forEach(member -> member.loop().end());
        return ENDED;
    }

    private long takeTurns() {
        int count = groups.count();
        long maxNanos = Math.max(MIN_TURN_NANOS, MAX_TURN_NANOS / Math.max(1, count));
        mail.hold(count > 1);
        boolean worked = isTickDue() && tick(maxNanos);
        for (RaftLoop next = waiting.poll(); next != null; next = waiting.poll()) {
            next.dequeued();
            worked |= next.turn(false, maxNanos);
            if (isTickDue()) {
                break;
            }
        }
        mail.leave();
        return worked ? AT_ONCE : Math.max(AT_ONCE, nextTick - nanoClock.getAsLong());
    }

    private boolean isTickDue() {
        return nanoClock.getAsLong() - nextTick >= 0;
    }

    private boolean tick(long maxNanos) {
        boolean worked = false;
        for (HostedGroups.Member member : groups.all()) {
            worked |= member.loop().turn(true, maxNanos);
        }
        long now = nanoClock.getAsLong();
        if (obstruction.isRetryDue(now)) {
            log.submit(new LogWork.Retry());
        }
        nextTick = now + tickNanos;
        return worked;
    }
}
