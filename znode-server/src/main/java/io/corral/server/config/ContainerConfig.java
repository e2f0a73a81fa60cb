package io.corral.server.config;

/**
 * How empty containers and expired TTL nodes are cleared away. As in ZooKeeper these are system properties without
 * {@code zookeeper.} at the start, and no keys of the file.
 *
 * @param checkIntervalMillis time between two looks ({@code znode.container.checkIntervalMs})
 * @param maxPerMinute nodes cleared away in a minute at most ({@code znode.container.maxPerMinute})
 * @param maxNeverUsedMillis time after which a container goes that never had a child; 0 = never ({@code
 *     znode.container.maxNeverUsedIntervalMs})
 */
public record ContainerConfig(int checkIntervalMillis, int maxPerMinute, long maxNeverUsedMillis) {}
