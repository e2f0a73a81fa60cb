package io.corral.server.session;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids for new sessions, shaped as ZooKeeper's: the server's id in the high byte, then the start time, then a counter. They
 * only have to be unique; a server that restarts within the same millisecond is told so by the tree and takes the next.
 * Thread-safe.
 */
public final class SessionIds {
    private final AtomicLong next;

    /**
     * @param serverId this server's number, 1 to 255
     * @param wallMillis wall clock at start, milliseconds since 1970
     */
    public SessionIds(int serverId, long wallMillis) {
        long first = (wallMillis << 24) >>> 8;
        this.next = new AtomicLong(first | ((long) serverId << 56));
    }

    /** A fresh id; never 0 (no session) and never {@link Long#MIN_VALUE} (the mark of containers). */
    public long next() {
        long id = next.getAndIncrement();
        return id == 0 || id == Long.MIN_VALUE ? next() : id;
    }
}
