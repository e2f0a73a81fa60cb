package io.corral.tree.acl;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the list that a client gives into the one that is stored, as ZooKeeper does. Pure. */
public final class AclFixup {
    /**
     * Entries a stored list may have. ZooKeeper has no such limit, and can be brought down by a list whose {@code auth} entries
     * are expanded into millions; no real list comes near.
     */
    public static final int ENTRIES_MAX = 4096;

    private AclFixup() {}

    /**
     * Drops exact duplicates, expands "auth" entries to what the connection has authenticated as, and checks the rest.
     *
     * @param given the client's list; null where it sent none, or an entry without id or scheme
     * @param identities all identities of the connection
     * @param schemes the known schemes
     * @return the list to store, or null when the client's is not acceptable
     */
    public static @Nullable AclList fixUp(
            @Nullable List<AclEntry> given, List<Identity> identities, AclSchemes schemes) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        if (given.size() == 1 && given.get(0).equals(AclList.OPEN.entries().get(0))) {
            return AclList.OPEN;
        }
        List<AclEntry> fixed = new ArrayList<>(given.size());
        for (AclEntry entry : new LinkedHashSet<>(given)) {
            if (!append(entry, identities, schemes, fixed) || fixed.size() > ENTRIES_MAX) {
                return null;
            }
        }
        return AclList.of(fixed);
    }

    private static boolean append(AclEntry entry, List<Identity> identities, AclSchemes schemes, List<AclEntry> fixed) {
        if (entry.isAnyone()) {
            return fixed.add(entry);
        }
        if (entry.scheme().equals(SchemeNames.AUTH)) {
            return expand(entry, identities, schemes, fixed);
        }
        AclScheme scheme = schemes.find(entry.scheme());
        return scheme != null && scheme.accepts(entry.id()) && fixed.add(entry);
    }

    private static boolean expand(AclEntry entry, List<Identity> identities, AclSchemes schemes, List<AclEntry> fixed) {
        boolean proven = false;
        for (Identity identity : identities) {
            AclScheme scheme = schemes.find(identity.scheme());
            if (scheme != null && scheme.isProof()) {
                fixed.add(new AclEntry(entry.permissions(), identity.scheme(), identity.id()));
                proven = true;
            }
        }
        return proven;
    }
}
