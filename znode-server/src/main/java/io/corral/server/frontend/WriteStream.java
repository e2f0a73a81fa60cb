package io.corral.server.frontend;

import io.corral.server.replication.ReplicationLink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The writes of one event loop on their way to the leader, in the order in which they were submitted. Every write stays here
 * until its outcome is seen; when something may have been lost, all that is left goes out again, in order. Sequence numbers in
 * the replicated state make each write happen once, however often it is sent (docs/decisions/0010).
 *
 * <p>Touched by its event loop alone.
 */
final class WriteStream {
    /** Commands are handed over in portions of about this size, so that one entry of the log does not get too large. */
    private static final int PORTION_BYTES = 256 * 1024;

    private final ReplicationLink link;
    private final long patienceNanosMin;
    private final long patienceNanosMax;
    private final Deque<Submission> unapplied = new ArrayDeque<>();
    private final List<byte[]> fresh = new ArrayList<>();
    private long unappliedBytes;
    private long patienceNanos;
    private long lastProgressNanos;
    private boolean gapSeen;

    /**
     * @param link the way to the leader
     * @param patienceNanosMin how long nothing may be executed before everything is sent again; doubles with each attempt
     * @param patienceNanosMax the longest such wait
     */
    WriteStream(ReplicationLink link, long patienceNanosMin, long patienceNanosMax) {
        this.link = link;
        this.patienceNanosMin = patienceNanosMin;
        this.patienceNanosMax = patienceNanosMax;
        this.patienceNanos = patienceNanosMin;
    }

    /** Queues a command; it goes out with the next {@link #handOver}. */
    void submit(Submission submission, long nowNanos) {
        if (unapplied.isEmpty()) {
            lastProgressNanos = nowNanos;
            patienceNanos = patienceNanosMin;
        }
        unapplied.add(submission);
        unappliedBytes += submission.command().length;
        fresh.add(submission.command());
    }

    /** Sends what was submitted since the last time, as one burst. */
    void handOver() {
        if (!fresh.isEmpty()) {
            send(fresh);
            fresh.clear();
        }
    }

    /** The outcome of this write is known, or nobody will ever ask for it. */
    void settled(Submission submission, long nowNanos) {
        submission.settle();
        while (!unapplied.isEmpty() && unapplied.element().isSettled()) {
            unappliedBytes -= unapplied.remove().command().length;
        }
        lastProgressNanos = nowNanos;
        patienceNanos = patienceNanosMin;
    }

    /** An outcome said that an earlier write of the session is missing: all is sent again at the end of the turn. */
    void noteGap() {
        gapSeen = true;
    }

    /** Whether {@link #noteGap} was called since everything was last sent. */
    boolean hasGap() {
        return gapSeen;
    }

    /** Sends everything that has no outcome yet. */
    void sendAllAgain(long nowNanos) {
        gapSeen = false;
        fresh.clear();
        lastProgressNanos = nowNanos;
        List<byte[]> commands = new ArrayList<>(unapplied.size());
        for (Submission submission : unapplied) {
            if (!submission.isSettled()) {
                commands.add(submission.command());
            }
        }
        send(commands);
    }

    /** Called now and then: sends everything again when nothing has been executed for too long. */
    void checkProgress(long nowNanos) {
        if (!unapplied.isEmpty() && nowNanos - lastProgressNanos > patienceNanos) {
            patienceNanos = Math.min(2 * patienceNanos, patienceNanosMax);
            sendAllAgain(nowNanos);
        }
    }

    /** Number of writes without an outcome. */
    int size() {
        return unapplied.size();
    }

    /** Their bytes. */
    long bytes() {
        return unappliedBytes;
    }

    private void send(List<byte[]> commands) {
        int from = 0;
        long portion = 0;
        for (int i = 0; i < commands.size(); i++) {
            portion += commands.get(i).length;
            if (portion >= PORTION_BYTES) {
                link.submit(List.copyOf(commands.subList(from, i + 1)));
                from = i + 1;
                portion = 0;
            }
        }
        if (from < commands.size()) {
            link.submit(List.copyOf(commands.subList(from, commands.size())));
        }
    }
}
