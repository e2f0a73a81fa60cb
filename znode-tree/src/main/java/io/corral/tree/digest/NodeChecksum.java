package io.corral.tree.digest;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * ZooKeeper's checksum of one node: CRC-32 over path, data and stat. The tree digest is the sum over all nodes.
 */
public final class NodeChecksum {
    private NodeChecksum() {}

    /**
     * Computes the checksum.
     *
     * @param path full path; the root counts as the empty path, as in ZooKeeper
     * @param data data of the node; null counts as empty
     * @param stat czxid, mzxid, pzxid, ctime, mtime, version, stored cversion, aversion and owner, big-endian
     * @return the 32 bits of the checksum
     */
    public static int of(String path, byte @Nullable [] data, byte[] stat) {
        CRC32 crc = new CRC32();
        if (path.length() > 1) {
            crc.update(path.getBytes(StandardCharsets.UTF_8));
        }
        if (data != null) {
            crc.update(data);
        }
        crc.update(stat);
        return (int) crc.getValue();
    }
}
