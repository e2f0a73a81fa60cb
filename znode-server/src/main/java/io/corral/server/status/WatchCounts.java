package io.corral.server.status;

/**
 * The watches of one server's clients.
 *
 * @param connections number of connections that watch something
 * @param paths number of watched paths; a path watched from two event loops counts twice
 * @param total number of watches
 */
public record WatchCounts(int connections, int paths, long total) {

    /** No watches. */
    public static final WatchCounts NONE = new WatchCounts(0, 0, 0);
}
