package io.corral.server.status;

import java.util.Map;

/**
 * What clients read and write, by the first step of the paths, as in ZooKeeper. Bytes are those of path and data or names of children,
 * with 68 for the Stat of a read.
 *
 * @param read bytes of each read of a node, its existence or its children, on this server
 * @param written bytes of each creation, change and deletion of a node, whichever server it came by
 * @param quotaExceeded writes of this server's clients that a quota did not permit
 */
public record NamespaceTraffic(
        Map<String, Amounts> read, Map<String, Amounts> written, Map<String, Long> quotaExceeded) {

    /** Nobody has read or written. */
    public static final NamespaceTraffic NONE = new NamespaceTraffic(Map.of(), Map.of(), Map.of());

    /** Copies the maps. */
    public NamespaceTraffic {
        read = Map.copyOf(read);
        written = Map.copyOf(written);
        quotaExceeded = Map.copyOf(quotaExceeded);
    }
}
