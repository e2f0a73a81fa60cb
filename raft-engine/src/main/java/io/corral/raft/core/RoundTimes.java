package io.corral.raft.core;

import java.util.ArrayDeque;

/** When a leader's rounds began, by its clock, and when the newest one began that a majority has answered. */
final class RoundTimes {

    private static final int MOST = 1024;

    private final ArrayDeque<Start> open = new ArrayDeque<>();
    private boolean answered;
    private long answeredStart;

    /**
     * A round begins.
     *
     * @param clockNanos a reading of the clock before any message of the round is sent
     */
    void begun(long round, long clockNanos) {
        if (open.size() == MOST) {
            open.removeFirst();
        }
        open.add(new Start(round, clockNanos));
    }

    /** A majority has answered up to this round. */
    void answered(long round) {
        while (!open.isEmpty() && open.getFirst().round <= round) {
            answeredStart = open.removeFirst().clockNanos;
            answered = true;
        }
    }

    /** Whether a majority has answered any round. */
    boolean hasAnswer() {
        return answered;
    }

    /** When the newest answered round began: at that time no other node led, and each of that majority answered later. */
    long answeredStart() {
        return answeredStart;
    }

    private record Start(long round, long clockNanos) {}
}
