package io.corral.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * ZooKeeper's checksum of a node: CRC-32 over path (the root counting as the empty path), data and stat. ZooKeeper's tree
 * digest is the sum of it over all nodes.
 *
 * <p>The stat goes in as
 *
 * <pre>
 * czxid 8 | mzxid 8 | pzxid 8 | ctime 8 | mtime 8 | version 4 | create count 4 | aversion 4 | owner 8
 * </pre>
 *
 * big-endian. For one thread: it reuses its buffer from node to node.
 */
final class NodeChecksum {
    private static final int STAT_BYTES = 6 * Long.BYTES + 3 * Integer.BYTES;

    private final CRC32 crc = new CRC32();
    private final ByteBuffer stat = ByteBuffer.allocate(STAT_BYTES);

    /** The 32 bits of the checksum that a node with these fields has at this path. */
    int of(String path, Znode node) {
        crc.reset();
        if (path.length() > 1) {
            crc.update(path.getBytes(StandardCharsets.UTF_8));
        }
        byte[] data = node.data();
        if (data != null) {
            crc.update(data);
        }
        stat.clear()
                .putLong(node.czxid())
                .putLong(node.mzxid())
                .putLong(node.pzxid())
                .putLong(node.ctime())
                .putLong(node.mtime())
                .putInt(node.version())
                .putInt(node.createCount())
                .putInt(node.aversion())
                .putLong(node.owner());
        crc.update(stat.array());
        return (int) crc.getValue();
    }
}
