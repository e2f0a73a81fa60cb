package io.corral.admin;

/** An HTTP port that could not be opened. The message is complete: which port, why, and what to do. */
public final class AdminStartException extends Exception {

    private static final long serialVersionUID = 1L;

    AdminStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
