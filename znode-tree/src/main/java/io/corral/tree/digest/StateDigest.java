package io.corral.tree.digest;

import io.corral.tree.session.Session;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The parts of Corral's own digest: a 64-bit sum, so that it can be carried forward by adding what came and subtracting
 * what went. Replicas that have applied the same entries have the same digest.
 */
public final class StateDigest {
    private static final int SESSION_BYTES = 3 * Long.BYTES + 4 * Integer.BYTES;

    private StateDigest() {}

    /**
     * What a node adds to the digest. Unlike ZooKeeper's digest this covers the access control list.
     *
     * @param checksum the node's checksum, as ZooKeeper computes it
     * @param aclHash stable hash of its access control list
     * @return a well mixed 64-bit number
     */
    public static long ofNode(int checksum, int aclHash) {
        return mix(((long) checksum << Integer.SIZE) ^ (aclHash & 0xFFFF_FFFFL));
    }

    /**
     * What a session adds to the digest; its ephemeral nodes count as nodes.
     *
     * @param session the session
     * @return a well mixed 64-bit number
     */
    public static long ofSession(Session session) {
        ByteBuffer bytes = ByteBuffer.allocate(SESSION_BYTES)
                .putLong(session.id())
                .putLong(session.lastSequence())
                .putInt(session.timeoutMillis())
                .putInt(session.attachEpoch())
                .putInt(session.owner().serverId())
                .putInt(session.owner().loop());
        CRC32 crc = new CRC32();
        crc.update(session.password().bytes());
        crc.update(bytes.array());
        return mix(session.id() ^ (crc.getValue() << Integer.SIZE));
    }

    /**
     * What the counters of the state add to the digest.
     *
     * @param lastZxid last transaction
     * @param lastWallMillis latest stamp
     * @return a well mixed 64-bit number
     */
    public static long ofCounters(long lastZxid, long lastWallMillis) {
        return mix(lastZxid) + mix(~lastWallMillis);
    }

    /**
     * What a copy on its way adds to the digest.
     *
     * @param number its number
     * @param pieces how many pieces of it have come
     * @param digest digest of what they have made
     * @return a well mixed 64-bit number
     */
    public static long ofStagedCopy(long number, int pieces, long digest) {
        return mix(number + mix(pieces + mix(digest)));
    }

    /** Spreads every input bit over all output bits (the finalizer of MurmurHash3). */
    private static long mix(long value) {
        long h = value + 0x9E37_79B9_7F4A_7C15L;
        h = (h ^ (h >>> 33)) * 0xFF51_AFD7_ED55_8CCDL;
        h = (h ^ (h >>> 33)) * 0xC4CE_B9FE_1A85_EC53L;
        return h ^ (h >>> 33);
    }
}
