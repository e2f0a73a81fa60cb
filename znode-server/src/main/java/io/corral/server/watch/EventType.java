package io.corral.server.watch;

/** The events a server sends, with their numbers on the wire (ZooKeeper's {@code Watcher.Event.EventType}). */
public enum EventType {
    NODE_CREATED(1),
    NODE_DELETED(2),
    NODE_DATA_CHANGED(3),
    NODE_CHILDREN_CHANGED(4);

    private final int code;

    EventType(int code) {
        this.code = code;
    }

    /** The number of this event in a {@code WatcherEvent}. */
    public int code() {
        return code;
    }
}
