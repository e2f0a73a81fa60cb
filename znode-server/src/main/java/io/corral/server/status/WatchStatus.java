package io.corral.server.status;

import java.util.List;

/**
 * What one connection watches, as {@code wchc} lists it: data, existence and persistent watches, no plain watches on children.
 *
 * @param sessionId the connection's session
 * @param paths the watched paths, in the order of their characters
 */
public record WatchStatus(long sessionId, List<String> paths) {

    /** Keeps an unmodifiable copy of the list. */
    public WatchStatus {
        paths = List.copyOf(paths);
    }
}
