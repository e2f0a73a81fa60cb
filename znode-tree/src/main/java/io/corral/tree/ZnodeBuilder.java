package io.corral.tree;

import io.corral.tree.acl.AclList;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/** Collects the fields of a {@link Znode}. For one thread, and for one node. */
public final class ZnodeBuilder {
    private static final byte[] NO_DATA = new byte[0];

    byte @Nullable [] data = NO_DATA;
    AclList acl = AclList.OPEN;
    PersistentSet<String> children = Znode.NO_CHILDREN;
    long czxid;
    long mzxid;
    long pzxid;
    long ctime;
    long mtime;
    long owner;
    int version;
    int createCount;
    int aversion;

    /** A node with empty data, open access, no children and all numbers zero. */
    public ZnodeBuilder() {}

    ZnodeBuilder(Znode from) {
        data = from.data();
        acl = from.acl();
        children = from.childSet();
        czxid = from.czxid();
        mzxid = from.mzxid();
        pzxid = from.pzxid();
        ctime = from.ctime();
        mtime = from.mtime();
        owner = from.owner();
        version = from.version();
        createCount = from.createCount();
        aversion = from.aversion();
    }

    /** Sets the data; the array is not copied. Empty arrays become one shared array. */
    public ZnodeBuilder data(byte @Nullable [] value) {
        data = value != null && value.length == 0 ? NO_DATA : value;
        return this;
    }

    /** Sets the access control list. */
    public ZnodeBuilder acl(AclList value) {
        acl = value;
        return this;
    }

    /** Sets transaction and time of creation, and with them those of the last change. */
    public ZnodeBuilder created(long zxid, long timeMillis) {
        czxid = zxid;
        ctime = timeMillis;
        pzxid = zxid;
        return modified(zxid, timeMillis);
    }

    /** Sets transaction and time of the last change of data. */
    public ZnodeBuilder modified(long zxid, long timeMillis) {
        mzxid = zxid;
        mtime = timeMillis;
        return this;
    }

    /** Sets the transaction that last created or deleted a child. */
    public ZnodeBuilder pzxid(long value) {
        pzxid = value;
        return this;
    }

    /** Sets the version of the data. */
    public ZnodeBuilder version(int value) {
        version = value;
        return this;
    }

    /** Sets how many children were ever created here. */
    public ZnodeBuilder createCount(int value) {
        createCount = value;
        return this;
    }

    /** Sets the version of the access control list. */
    public ZnodeBuilder aversion(int value) {
        aversion = value;
        return this;
    }

    /** Sets the owner in the encoding of {@link EphemeralOwner}. */
    public ZnodeBuilder owner(long value) {
        owner = value;
        return this;
    }

    /** Length of the data in bytes; 0 for null data. */
    public int dataLength() {
        return data == null ? 0 : data.length;
    }

    ZnodeBuilder children(PersistentSet<String> value) {
        children = value;
        return this;
    }

    /**
     * The finished node.
     *
     * @param path where it will stand; goes into the checksum
     * @return an immutable node
     */
    public Znode build(String path) {
        return build(path, new NodeChecksum());
    }

    Znode build(String path, NodeChecksum checksum) {
        Znode fields = new Znode(this);
        return new Znode(fields, children, checksum.of(path, fields));
    }

    /** A node for use inside an edit only, where the checksum is not looked at. */
    Znode buildUnsummed() {
        return new Znode(this);
    }
}
