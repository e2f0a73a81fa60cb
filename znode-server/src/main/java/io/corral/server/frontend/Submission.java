package io.corral.server.frontend;

/** An encoded command on its way to being executed: kept, and sent again if need be, until its outcome is seen. */
final class Submission {
    private static final byte[] FORGOTTEN = {};

    private byte[] command;
    private long sentNanos;
    private boolean settled;

    Submission(byte[] command) {
        this.command = command;
    }

    /** The bytes to send; empty once settled, so that a settled one behind an unsettled one costs no memory. */
    byte[] command() {
        return command;
    }

    /** When it was last handed over. */
    long sentNanos() {
        return sentNanos;
    }

    void markSent(long nowNanos) {
        sentNanos = nowNanos;
    }

    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
        command = FORGOTTEN;
    }
}
