package io.corral.server.status;

/**
 * What became of requests to the admin port, since the start of the server.
 *
 * @param snapshotsFailed copies of the state that could not be given
 * @param snapshotsTooSoon copies that were refused since they were asked for too often
 * @param restoresFailed copies that could not replace the state
 * @param restoresTooSoon copies that were refused since they came too often
 * @param plainConnections connections in plain HTTP to a port that takes both that and HTTPS
 */
public record AdminCounts(
        long snapshotsFailed, long snapshotsTooSoon, long restoresFailed, long restoresTooSoon, long plainConnections) {

    /** Nothing happened. */
    public static final AdminCounts NONE = new AdminCounts(0, 0, 0, 0, 0);
}
