package io.corral.wire.record;

/** The request ids ZooKeeper's protocol reserves. */
public final class Xid {
    /** A watch event, server to client. */
    public static final int NOTIFICATION = -1;
    /** A ping; a ping's reply carries it whatever the request carried. */
    public static final int PING = -2;
    /** What clients put on an auth packet. */
    public static final int AUTH = -4;
    /** What clients put on setWatches and setWatches2. */
    public static final int SET_WATCHES = -8;

    private Xid() {}
}
