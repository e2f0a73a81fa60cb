package io.corral.server.control;

/** What happens at the admin port and is shown among the metrics of the server. */
public enum AdminEvent {
    /** A copy of the state could not be given. */
    SNAPSHOT_FAILED,
    /** A copy was refused, since one was given not long ago. */
    SNAPSHOT_TOO_SOON,
    /** A copy could not replace the state. */
    RESTORE_FAILED,
    /** A copy was refused, since one came not long ago. */
    RESTORE_TOO_SOON,
    /** Somebody connected in plain HTTP to a port that takes HTTPS as well. */
    PLAIN_CONNECTION
}
