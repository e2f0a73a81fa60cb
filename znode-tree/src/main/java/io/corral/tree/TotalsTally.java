package io.corral.tree;

import io.corral.tree.digest.StateDigest;
import io.corral.tree.path.PathRules;
import io.corral.tree.session.Session;

/** Adds up {@link Totals}. Addition commutes, so the order of calls does not matter. */
final class TotalsTally {
    private long zooKeeperDigest;
    private long nodeDigest;
    private long sessionDigest;
    private long dataSize;
    private int ephemeralCount;

    TotalsTally(Totals start) {
        zooKeeperDigest = start.zooKeeperDigest();
        nodeDigest = start.nodeDigest();
        sessionDigest = start.sessionDigest();
        dataSize = start.dataSize();
        ephemeralCount = start.ephemeralCount();
    }

    void add(String path, Znode node) {
        count(path, node, 1);
    }

    void remove(String path, Znode node) {
        count(path, node, -1);
    }

    private void count(String path, Znode node, int sign) {
        if (!PathRules.isBelowZooKeeper(path)) {
            zooKeeperDigest += sign * Integer.toUnsignedLong(node.checksum());
        }
        nodeDigest += sign * StateDigest.ofNode(node.checksum(), node.acl().stableHash());
        dataSize += sign * ((long) path.length() + node.dataLength());
        ephemeralCount += node.isEphemeral() ? sign : 0;
    }

    void add(Session session) {
        sessionDigest += StateDigest.ofSession(session);
    }

    void remove(Session session) {
        sessionDigest -= StateDigest.ofSession(session);
    }

    Totals total() {
        return new Totals(zooKeeperDigest, nodeDigest, sessionDigest, dataSize, ephemeralCount);
    }
}
