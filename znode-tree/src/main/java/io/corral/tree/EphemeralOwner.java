package io.corral.tree;

/**
 * The meaning of the owner field of a znode, in ZooKeeper's own encoding.
 *
 * <p>0: persistent. {@code 0x8000000000000000}: container. High byte 0xFF: a TTL node, the low 40 bits being its time to
 * live in milliseconds. Anything else: ephemeral, owned by the session of that id. Session ids therefore never have the
 * high byte 0xFF and are never 0 or {@link Long#MIN_VALUE}; whoever chooses them sees to that.
 */
public final class EphemeralOwner {
    /** Owner of a persistent node. */
    public static final long NONE = 0;

    /** Owner of a container node. */
    public static final long CONTAINER = Long.MIN_VALUE;

    /** Longest time to live, in milliseconds. */
    public static final long MAX_TTL_MILLIS = 0xFF_FFFF_FFFFL;

    private static final long TTL_MARK = 0xFF00_0000_0000_0000L;
    private static final int TTL_MARK_SHIFT = 56;
    private static final int TTL_MARK_BYTE = 0xFF;

    private EphemeralOwner() {}

    /**
     * The owner field of a node with a time to live.
     *
     * @param ttlMillis 1 to {@link #MAX_TTL_MILLIS}
     * @return the encoded owner
     */
    public static long ofTtl(long ttlMillis) {
        if (ttlMillis <= 0 || ttlMillis > MAX_TTL_MILLIS) {
            throw new IllegalArgumentException("time to live out of range: " + ttlMillis);
        }
        return TTL_MARK | ttlMillis;
    }

    /**
     * Whether the owner is a session, so that the node dies with it and may have no children.
     *
     * @param owner an encoded owner
     * @return true for an ephemeral node
     */
    public static boolean isSession(long owner) {
        return owner != NONE && owner != CONTAINER && !isTtl(owner);
    }

    /**
     * Whether the owner field marks a node with a time to live.
     *
     * @param owner an encoded owner
     * @return true for a TTL node
     */
    public static boolean isTtl(long owner) {
        return (int) (owner >>> TTL_MARK_SHIFT) == TTL_MARK_BYTE;
    }

    /**
     * Whether a node of this owner is cleared away some time after it has lost its children: a container or a TTL node.
     *
     * @param owner an encoded owner
     * @return true for those two kinds
     */
    public static boolean isPerishable(long owner) {
        return owner == CONTAINER || isTtl(owner);
    }

    /**
     * The time to live that the owner field carries.
     *
     * @param owner owner of a TTL node
     * @return milliseconds
     */
    public static long ttlMillis(long owner) {
        return owner & MAX_TTL_MILLIS;
    }
}
