package io.corral.wire.record;

/**
 * The eleven fields of ZooKeeper's Stat, for reading. A server's own znode view implements it, so that a Stat is written
 * to the wire without an object in between. Times are milliseconds since the Unix epoch.
 */
public interface StatFields {
    /** The transaction that created the node. */
    long czxid();

    /** The transaction that last set the node's data. */
    long mzxid();

    /** When the node was created. */
    long ctime();

    /** When the node's data was last set. */
    long mtime();

    /** The version of the data. */
    int version();

    /** The version of the list of children, as reported to clients. */
    int cversion();

    /** The version of the ACL. */
    int aversion();

    /** The session that owns an ephemeral node; 0 for any other node. */
    long ephemeralOwner();

    /** The length of the data in bytes; 0 for null data. */
    int dataLength();

    /** The number of direct children. */
    int numChildren();

    /** The transaction that last added or removed a child. */
    long pzxid();
}
