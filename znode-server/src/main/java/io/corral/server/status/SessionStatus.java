package io.corral.server.status;

import java.util.List;

/**
 * One session of the ensemble.
 *
 * @param id session id
 * @param timeoutMillis its timeout
 * @param ownerId the server that holds the connection; 0 when unknown or not connected
 * @param ephemerals paths of its ephemeral znodes, sorted
 */
public record SessionStatus(long id, int timeoutMillis, long ownerId, List<String> ephemerals) {

    /** Keeps an unmodifiable copy of the list. */
    public SessionStatus {
        ephemerals = List.copyOf(ephemerals);
    }
}
