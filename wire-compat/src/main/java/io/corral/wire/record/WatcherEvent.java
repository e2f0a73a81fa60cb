package io.corral.wire.record;

import org.jspecify.annotations.Nullable;

/**
 * A watch event, the body of a notification.
 *
 * @param type 1 created, 2 deleted, 3 data changed, 4 children changed
 * @param state the connection state; servers always send {@link #SYNC_CONNECTED}
 * @param path the node concerned; never null from a server
 */
public record WatcherEvent(int type, int state, @Nullable String path) {
    public static final int NODE_CREATED = 1;
    public static final int NODE_DELETED = 2;
    public static final int NODE_DATA_CHANGED = 3;
    public static final int NODE_CHILDREN_CHANGED = 4;
    /** The only state a server sends. */
    public static final int SYNC_CONNECTED = 3;
}
