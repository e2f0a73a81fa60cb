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
    private final List<Submission> fresh = new ArrayList<>();
    private long unappliedBytes;
    private long patienceNanos;
    private long lastGapNanos;
    private boolean gapSeen;

    /**
     * @param link the way to the leader
     * @param patienceNanosMin how long the oldest write may wait before everything is sent again; doubles with each attempt
     * @param patienceNanosMax the longest such wait
     */
    WriteStream(ReplicationLink link, long patienceNanosMin, long patienceNanosMax) {
        this.link = link;
        this.patienceNanosMin = patienceNanosMin;
        this.patienceNanosMax = patienceNanosMax;
        this.patienceNanos = patienceNanosMin;
        this.lastGapNanos = Long.MIN_VALUE;
    }

    /** Queues a command; it goes out with the next {@link #handOver}. */
    void submit(Submission submission, long nowNanos) {
        submission.markSent(nowNanos);
        unapplied.add(submission);
        unappliedBytes += submission.command().length;
        fresh.add(submission);
    }

    /** Sends what was submitted since the last time, as one burst. */
    void handOver() {
        if (!fresh.isEmpty()) {
            send(fresh);
            fresh.clear();
        }
    }

    /** The outcome of this write is known, or nobody will ever ask for it. */
    void settled(Submission submission) {
        if (submission.isSettled()) {
            return;
        }
        unappliedBytes -= submission.command().length;
        submission.settle();
        while (!unapplied.isEmpty() && unapplied.element().isSettled()) {
            unapplied.remove();
            patienceNanos = patienceNanosMin;
        }
    }

    /**
     * An outcome said that an earlier write of the session is missing: all is sent again at the end of the turn. Whatever was
     * under way behind the missing write will say so too, so one answer has to do for a while.
     */
    void noteGap(long nowNanos) {
        if (lastGapNanos == Long.MIN_VALUE || nowNanos - lastGapNanos > patienceNanosMin / 8) {
            lastGapNanos = nowNanos;
            gapSeen = true;
        }
    }

    /** Whether {@link #noteGap} asked for everything to be sent again, and it was not done yet. */
    boolean hasGap() {
        return gapSeen;
    }

    /** Sends everything that has no outcome yet. */
    void sendAllAgain(long nowNanos) {
        gapSeen = false;
        fresh.clear();
        List<Submission> again = new ArrayList<>(unapplied.size());
        for (Submission submission : unapplied) {
            if (!submission.isSettled()) {
                submission.markSent(nowNanos);
                again.add(submission);
            }
        }
        send(again);
    }

    /** Called now and then: sends everything again when the oldest write has waited too long. */
    void checkProgress(long nowNanos) {
        if (!unapplied.isEmpty() && nowNanos - unapplied.element().sentNanos() > patienceNanos) {
            patienceNanos = Math.min(2 * patienceNanos, patienceNanosMax);
            sendAllAgain(nowNanos);
        }
    }

    /** Number of writes without an outcome, those that wait behind one included. */
    int size() {
        return unapplied.size();
    }

    /** Bytes of the writes without an outcome. */
    long bytes() {
        return unappliedBytes;
    }

    private void send(List<Submission> submissions) {
        List<byte[]> portion = new ArrayList<>();
        long portionBytes = 0;
        for (Submission submission : submissions) {
            if (submission.isSettled()) {
                continue;
            }
            portion.add(submission.command());
            portionBytes += submission.command().length;
            if (portionBytes >= PORTION_BYTES) {
                link.submit(portion);
                portion = new ArrayList<>();
                portionBytes = 0;
            }
        }
        if (!portion.isEmpty()) {
            link.submit(portion);
        }
    }
}
