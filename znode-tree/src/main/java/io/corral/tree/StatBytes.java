package io.corral.tree;

import java.nio.ByteBuffer;

/**
 * The persisted stat of a node in the byte layout over which ZooKeeper computes its checksum.
 *
 * <pre>
 * czxid 8 | mzxid 8 | pzxid 8 | ctime 8 | mtime 8 | version 4 | create count 4 | aversion 4 | owner 8
 * </pre>
 */
record StatBytes(Znode node) {
    private static final int LENGTH = 6 * Long.BYTES + 3 * Integer.BYTES;

    byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(node.czxid())
                .putLong(node.mzxid())
                .putLong(node.pzxid())
                .putLong(node.ctime())
                .putLong(node.mtime())
                .putInt(node.version())
                .putInt(node.createCount())
                .putInt(node.aversion())
                .putLong(node.owner())
                .array();
    }
}
