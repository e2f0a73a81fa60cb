package io.corral.server.exchange;

/** Constants of ZooKeeper's snapshot files. */
final class SnapshotFormat {

    /** The letters ZKSN. */
    static final int MAGIC = 0x5A4B534E;

    static final int VERSION = 2;
    static final long DATABASE_ID = -1;

    /** Stands for "anybody may do everything", which has no entry in the table. */
    static final long OPEN_ACL_ID = -1;

    /** Follows the last node and every checksum. */
    static final String END = "/";

    static final int DIGEST_VERSION = 2;

    private SnapshotFormat() {}
}
