package io.corral.tree;

import org.jspecify.annotations.Nullable;

/**
 * The eleven fields that ZooKeeper calls Stat, as they were at one moment. Immutable.
 *
 * <p>It refers to the node it was taken from instead of copying it: keep it only as long as the reply is being made.
 */
public final class Stat {
    private final Znode node;
    private final int numChildren;

    Stat(Znode node, int numChildren) {
        this.node = node;
        this.numChildren = numChildren;
    }

    /** Transaction that created the node. */
    public long czxid() {
        return node.czxid();
    }

    /** Transaction that last set the data. */
    public long mzxid() {
        return node.mzxid();
    }

    /** Time of creation, milliseconds since 1970. */
    public long ctime() {
        return node.ctime();
    }

    /** Time of the last change of data, milliseconds since 1970. */
    public long mtime() {
        return node.mtime();
    }

    /** Version of the data. */
    public int version() {
        return node.version();
    }

    /** Version of the children: twice the creates minus the children, in 32-bit arithmetic. */
    public int cversion() {
        return 2 * node.createCount() - numChildren;
    }

    /** Version of the access control list. */
    public int aversion() {
        return node.aversion();
    }

    /** Session that owns the node; 0 unless the node is ephemeral. */
    public long ephemeralOwner() {
        return node.ephemeralOwner();
    }

    /** Bytes of data. */
    public int dataLength() {
        return node.dataLength();
    }

    /** Number of children. */
    public int numChildren() {
        return numChildren;
    }

    /** Transaction that last created or deleted a child. */
    public long pzxid() {
        return node.pzxid();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Stat that
                        && czxid() == that.czxid()
                        && mzxid() == that.mzxid()
                        && ctime() == that.ctime()
                        && mtime() == that.mtime()
                        && version() == that.version()
                        && cversion() == that.cversion()
                        && aversion() == that.aversion()
                        && ephemeralOwner() == that.ephemeralOwner()
                        && dataLength() == that.dataLength()
                        && numChildren == that.numChildren
                        && pzxid() == that.pzxid());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(czxid() * 31 + mzxid()) * 31 + version();
    }

    @Override
    public String toString() {
        return "Stat[czxid=" + czxid() + ", mzxid=" + mzxid() + ", ctime=" + ctime() + ", mtime=" + mtime()
                + ", version=" + version() + ", cversion=" + cversion() + ", aversion=" + aversion()
                + ", ephemeralOwner=" + ephemeralOwner() + ", dataLength=" + dataLength() + ", numChildren="
                + numChildren + ", pzxid=" + pzxid() + "]";
    }
}
