package io.corral.tree.snapshot;

import java.io.IOException;

/** A snapshot file is damaged, or of a newer release. */
public final class CorruptSnapshotException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * A file cannot be used.
     *
     * @param message what does not fit
     */
    public CorruptSnapshotException(String message) {
        super(message);
    }

    /**
     * A file cannot be used.
     *
     * @param message what was being read
     * @param cause what went wrong
     */
    public CorruptSnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
