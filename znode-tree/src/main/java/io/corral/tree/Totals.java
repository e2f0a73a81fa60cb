package io.corral.tree;

/**
 * Sums over the whole state, carried forward with every batch.
 *
 * @param zooKeeperDigest sum of the unsigned checksums of all nodes that are not below /zookeeper
 * @param nodeDigest Corral's own sum over all nodes
 * @param sessionDigest Corral's own sum over all sessions
 * @param dataSize characters of all paths plus bytes of all data
 * @param ephemeralCount number of ephemeral nodes
 */
record Totals(long zooKeeperDigest, long nodeDigest, long sessionDigest, long dataSize, int ephemeralCount) {
    static final Totals ZERO = new Totals(0, 0, 0, 0, 0);
}
