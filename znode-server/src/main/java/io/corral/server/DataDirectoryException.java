package io.corral.server;

import java.io.IOException;

/** A data directory that this server must not use. The message is complete: which one, why, and what to do. */
public final class DataDirectoryException extends IOException {
    private static final long serialVersionUID = 1L;

    DataDirectoryException(String message) {
        super(message);
    }

    DataDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
