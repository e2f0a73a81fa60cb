package io.corral;

import org.jspecify.annotations.Nullable;

/** A start that did not succeed. The message is complete: what happened, and what to do. */
final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    StartFailure(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
