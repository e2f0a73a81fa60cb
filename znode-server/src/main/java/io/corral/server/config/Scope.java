package io.corral.server.config;

/** Where a key may be written; each kind of key has one, the same as in ZooKeeper. */
enum Scope {
    /** In the file only. */
    FILE,
    /** In the file, or else as {@code -Dzookeeper.KEY}. */
    PROPERTY,
    /** As {@code -DKEY} only. */
    SYSTEM,
    /** Corral's own: in the file, or else as {@code -DKEY}. */
    OWN
}
