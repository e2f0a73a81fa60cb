package io.corral.server.session;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids for new sessions, shaped as ZooKeeper's: the server's id in the high byte, then the start time, then a counter. They
 * only have to be unique; a server that restarts within the same millisecond is told so by the tree and takes the next. A high
 * byte of 0xFF marks nodes with a time to live where an owner stands, so servers whose number ends in it use 0 instead.
 * Thread-safe.
 */
public final class SessionIds {
    private static final int MARK_OF_TTL_NODES = 0xFF;

    private final AtomicLong next;

    /**
     * @param serverId this server's number; of large ones the low byte is shown
     * @param wallMillis wall clock at start, milliseconds since 1970
     */
    public SessionIds(int serverId, long wallMillis) {
        long first = (wallMillis << 24) >>> 8;
        long highByte = (serverId & 0xFF) == MARK_OF_TTL_NODES ? 0 : serverId;
        this.next = new AtomicLong(first | (highByte << 56));
    }

    /** A fresh id; never 0 (no session) and never {@link Long#MIN_VALUE} (the mark of containers). */
    public long next() {
        long id = next.getAndIncrement();
        return id == 0 || id == Long.MIN_VALUE ? next() : id;
    }
}
