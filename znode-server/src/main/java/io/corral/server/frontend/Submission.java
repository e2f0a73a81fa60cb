package io.corral.server.frontend;

/** An encoded command on its way to being executed: kept, and sent again if need be, until its outcome is seen. */
final class Submission {
    private final byte[] command;
    private boolean settled;

    Submission(byte[] command) {
        this.command = command;
    }

    byte[] command() {
        return command;
    }

    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }
}
