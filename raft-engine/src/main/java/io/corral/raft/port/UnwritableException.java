package io.corral.raft.port;

import java.io.IOException;

/**
 * A disk takes nothing at the moment, and nothing that counts has changed: the same may be tried again later. Never thrown for a
 * force that failed, after which nobody knows what the disk holds.
 */
public final class UnwritableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final WriteObstacle obstacle;

    /** Creates the exception; the message names the file and the bytes it was about. */
    public UnwritableException(WriteObstacle obstacle, String message) {
        super(message + ": " + obstacle.inWords());
        this.obstacle = obstacle;
    }

    /** What is in the way. */
    public WriteObstacle obstacle() {
        return obstacle;
    }
}
