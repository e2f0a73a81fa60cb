package io.corral.server.watch;

import io.corral.tree.acl.AclList;

/** A connection as the watch table sees it. Called on the event loop that owns both. Compared by identity. */
public interface Watcher {
    /**
     * Whether this connection may read a node guarded by the given ACL. An event that fails this test is lost silently,
     * as in ZooKeeper 3.9, so that watches reveal nothing about nodes their owner cannot read.
     */
    boolean mayRead(AclList acl);

    /** The session of this connection. */
    long sessionId();

    /** Queues a notification; it goes out before any reply that could show the new state. */
    void notify(EventType type, String path, long zxid);
}
