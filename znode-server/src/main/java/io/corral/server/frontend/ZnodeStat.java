package io.corral.server.frontend;

import io.corral.tree.Stat;
import io.corral.wire.record.StatFields;

/** The tree's stat in the shape in which the protocol writes it. */
record ZnodeStat(Stat stat) implements StatFields {
    @Override
    public long czxid() {
        return stat.czxid();
    }

    @Override
    public long mzxid() {
        return stat.mzxid();
    }

    @Override
    public long ctime() {
        return stat.ctime();
    }

    @Override
    public long mtime() {
        return stat.mtime();
    }

    @Override
    public int version() {
        return stat.version();
    }

    @Override
    public int cversion() {
        return stat.cversion();
    }

    @Override
    public int aversion() {
        return stat.aversion();
    }

    @Override
    public long ephemeralOwner() {
        return stat.ephemeralOwner();
    }

    @Override
    public int dataLength() {
        return stat.dataLength();
    }

    @Override
    public int numChildren() {
        return stat.numChildren();
    }

    @Override
    public long pzxid() {
        return stat.pzxid();
    }
}
