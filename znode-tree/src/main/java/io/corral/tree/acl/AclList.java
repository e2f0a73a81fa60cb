package io.corral.tree.acl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access control list as it is stored with a znode: fixed up, in order, never changed. Many znodes share one.
 */
public final class AclList {
    /** world:anyone may do everything; the list of nearly every znode. */
    public static final AclList OPEN =
            new AclList(List.of(new AclEntry(Permission.ALL, SchemeNames.WORLD, SchemeNames.ANYONE)));

    /** world:anyone may read; the initial list of /zookeeper/config. */
    public static final AclList READ_ONLY =
            new AclList(List.of(new AclEntry(Permission.READ, SchemeNames.WORLD, SchemeNames.ANYONE)));

    private final List<AclEntry> entries;
    private final int stableHash;

    private AclList(List<AclEntry> entries) {
        this.entries = entries;
        int hash = 1;
        for (AclEntry entry : entries) {
            hash = 31 * hash + entry.permissions();
            hash = 31 * hash + entry.scheme().hashCode();
            hash = 31 * hash + entry.id().hashCode();
        }
        this.stableHash = hash;
    }

    /**
     * A list with these entries.
     *
     * @param entries the entries in order; copied
     * @return an immutable list; the shared one where it is {@link #OPEN} or {@link #READ_ONLY}
     */
    public static AclList of(List<AclEntry> entries) {
        AclList list = new AclList(List.copyOf(entries));
        if (list.equals(OPEN)) {
            return OPEN;
        }
        return list.equals(READ_ONLY) ? READ_ONLY : list;
    }

    /**
     * The entries in the order in which clients see them.
     *
     * @return an immutable list
     */
    public List<AclEntry> entries() {
        return entries;
    }

    /**
     * A hash that is the same in every process and release, so that it can be part of the digest of the state.
     *
     * @return hash over permissions, schemes and ids in order
     */
    public int stableHash() {
        return stableHash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof AclList that && stableHash == that.stableHash && entries.equals(that.entries));
    }

    @Override
    public int hashCode() {
        return stableHash;
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
