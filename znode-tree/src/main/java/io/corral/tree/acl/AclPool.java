package io.corral.tree.acl;

import org.jspecify.annotations.Nullable;

/**
 * Lets znodes share equal lists. A fixed number of slots, so it can neither grow nor leak; sharing is best effort and
 * never visible. For one thread.
 */
public final class AclPool {
    private static final int SLOTS = 1024;

    private final @Nullable AclList[] slots = new AclList[SLOTS];

    /**
     * An equal list, the shared one if there is one.
     *
     * @param list a list
     * @return an equal list
     */
    public AclList share(AclList list) {
        if (list.equals(AclList.OPEN)) {
            return list;
        }
        int slot = (list.stableHash() ^ (list.stableHash() >>> 16)) & (SLOTS - 1);
        AclList known = slots[slot];
        if (list.equals(known)) {
            return known;
        }
        slots[slot] = list;
        return list;
    }
}
