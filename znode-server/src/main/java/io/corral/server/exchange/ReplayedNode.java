package io.corral.server.exchange;

import io.corral.tree.Znode;
import io.corral.tree.ZnodeBuilder;
import io.corral.tree.acl.AclList;
import org.jspecify.annotations.Nullable;

/** A node while transactions are replayed on it. For one thread. */
final class ReplayedNode {
    byte @Nullable [] data;
    AclList acl;
    final long owner;
    private final long czxid;
    private final long ctime;
    private long mzxid;
    private long mtime;
    private long pzxid;
    private int version;
    private int createCount;
    int aversion;

    /** A node as a snapshot has it. */
    ReplayedNode(Znode node) {
        data = node.data();
        acl = node.acl();
        owner = node.owner();
        czxid = node.czxid();
        ctime = node.ctime();
        mzxid = node.mzxid();
        mtime = node.mtime();
        pzxid = node.pzxid();
        version = node.version();
        createCount = node.createCount();
        aversion = node.aversion();
    }

    /** A new node. */
    ReplayedNode(byte @Nullable [] data, AclList acl, long owner, long zxid, long timeMillis) {
        this.data = data;
        this.acl = acl;
        this.owner = owner;
        this.czxid = zxid;
        this.ctime = timeMillis;
        this.mzxid = zxid;
        this.mtime = timeMillis;
        this.pzxid = zxid;
    }

    void dataSet(byte @Nullable [] newData, int newVersion, long zxid, long timeMillis) {
        data = newData;
        version = newVersion;
        mzxid = zxid;
        mtime = timeMillis;
    }

    /**
     * A child was created; a snapshot that was written meanwhile may have counted it already.
     *
     * @param count how many children there had been with it; -1 when the log does not say
     */
    void childCreated(int count, long zxid) {
        int known = count < 0 ? createCount + 1 : count;
        if (known > createCount) {
            createCount = known;
            pzxid = zxid;
        }
    }

    void childDeleted(long zxid) {
        pzxid = Math.max(pzxid, zxid);
    }

    ZnodeBuilder fields() {
        return new ZnodeBuilder()
                .data(data)
                .acl(acl)
                .owner(owner)
                .created(czxid, ctime)
                .modified(mzxid, mtime)
                .pzxid(pzxid)
                .version(version)
                .createCount(createCount)
                .aversion(aversion);
    }
}
