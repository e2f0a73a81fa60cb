package io.corral.server.status;

/**
 * The watches of one server's clients.
 *
 * @param connections number of connections that watch something but children
 * @param paths number of paths they watch; a path watched from two event loops counts twice
 * @param listed number of watches that {@code wchs} and its kin show: those of children are none of them
 * @param total number of all watches
 */
public record WatchCounts(int connections, int paths, long listed, long total) {

    /** No watches. */
    public static final WatchCounts NONE = new WatchCounts(0, 0, 0, 0);

    /** These and others. */
    public WatchCounts plus(WatchCounts other) {
        return new WatchCounts(
                connections + other.connections, paths + other.paths, listed + other.listed, total + other.total);
    }
}
