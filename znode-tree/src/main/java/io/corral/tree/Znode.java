package io.corral.tree;

import io.corral.tree.acl.AclList;
import io.corral.tree.path.PathRules;
import java.util.Iterator;
import java.util.Set;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentSet;
import org.jspecify.annotations.Nullable;

/**
 * One node of the tree: an immutable value, safe to share between threads.
 *
 * <p>The node does not know its path, but the paths of its children, which are the very strings that key the tree: so a
 * path is kept once. The stored create counter is ZooKeeper's stored cversion; the reported one is computed from it.
 */
public final class Znode {
    static final PersistentSet<String> NO_CHILDREN = ExtensionsKt.persistentHashSetOf();

    private final byte @Nullable [] data;
    private final AclList acl;
    private final PersistentSet<String> children;
    private final long czxid;
    private final long mzxid;
    private final long pzxid;
    private final long ctime;
    private final long mtime;
    private final long owner;
    private final int version;
    private final int createCount;
    private final int aversion;
    private final int checksum;

    /** A node as it stands in an edit, where nobody looks at the checksum. */
    Znode(ZnodeBuilder from) {
        this.data = from.data;
        this.acl = from.acl;
        this.children = from.children;
        this.czxid = from.czxid;
        this.mzxid = from.mzxid;
        this.pzxid = from.pzxid;
        this.ctime = from.ctime;
        this.mtime = from.mtime;
        this.owner = from.owner;
        this.version = from.version;
        this.createCount = from.createCount;
        this.aversion = from.aversion;
        this.checksum = 0;
    }

    /** The finished node. */
    Znode(Znode fields, PersistentSet<String> children, int checksum) {
        this.data = fields.data;
        this.acl = fields.acl;
        this.children = children;
        this.czxid = fields.czxid;
        this.mzxid = fields.mzxid;
        this.pzxid = fields.pzxid;
        this.ctime = fields.ctime;
        this.mtime = fields.mtime;
        this.owner = fields.owner;
        this.version = fields.version;
        this.createCount = fields.createCount;
        this.aversion = fields.aversion;
        this.checksum = checksum;
    }

    /**
     * The data as stored. Not a copy, for speed: callers must not change it.
     *
     * @return the bytes; null when the client stored null, which differs from empty on the wire
     */
    public byte @Nullable [] data() {
        return data;
    }

    /**
     * Length of the data.
     *
     * @return bytes; 0 for null data
     */
    public int dataLength() {
        return data == null ? 0 : data.length;
    }

    /** The access control list, shared between nodes. */
    public AclList acl() {
        return acl;
    }

    /** Transaction that created the node. */
    public long czxid() {
        return czxid;
    }

    /** Transaction that last set the data. */
    public long mzxid() {
        return mzxid;
    }

    /** Transaction that last created or deleted a child. */
    public long pzxid() {
        return pzxid;
    }

    /** Time of creation, milliseconds since 1970. */
    public long ctime() {
        return ctime;
    }

    /** Time of the last change of data, milliseconds since 1970. */
    public long mtime() {
        return mtime;
    }

    /** Version of the data; wraps around in 32 bits. */
    public int version() {
        return version;
    }

    /** How many children were ever created here: ZooKeeper's stored cversion, and the next sequence number. */
    public int createCount() {
        return createCount;
    }

    /** The child version as clients see it: twice the creates minus the children, in 32-bit arithmetic. */
    public int cversion() {
        return 2 * createCount - children.size();
    }

    /** Version of the access control list. */
    public int aversion() {
        return aversion;
    }

    /** The owner field in the encoding of {@link EphemeralOwner}. */
    public long owner() {
        return owner;
    }

    /** The owner as clients see it: the session of an ephemeral node, 0 for all others. */
    public long ephemeralOwner() {
        return EphemeralOwner.isSession(owner) ? owner : EphemeralOwner.NONE;
    }

    /** Whether the node dies with a session. */
    public boolean isEphemeral() {
        return EphemeralOwner.isSession(owner);
    }

    /** Number of children. */
    public int numChildren() {
        return children.size();
    }

    /**
     * Full paths of the children, in no particular order. No copy is made.
     *
     * @return an immutable set; {@link PathRules#nameStart} tells where the name starts in each
     */
    public Set<String> childPaths() {
        return children;
    }

    /**
     * Names of the children, in no particular order, cut out of the paths one by one.
     *
     * @return a view; every iteration makes the strings anew
     */
    public Iterable<String> childNames() {
        return () -> {
            Iterator<String> paths = children.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return paths.hasNext();
                }

                @Override
                public String next() {
                    return PathRules.nameOf(paths.next());
                }
            };
        };
    }

    /** The stat at this moment. */
    public Stat stat() {
        return new Stat(this, children.size());
    }

    PersistentSet<String> childSet() {
        return children;
    }

    /**
     * CRC-32 over path, data and stat as ZooKeeper computes it for its tree digest.
     *
     * @return the checksum as it was when this value was built
     */
    public int checksum() {
        return checksum;
    }

    /** A builder that starts with all fields of this node. */
    public ZnodeBuilder toBuilder() {
        return new ZnodeBuilder(this);
    }
}
