package io.corral.tree.acl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether a connection may do something to a node. Pure. */
public final class AccessCheck {
    private AccessCheck() {}

    /**
     * Whether some identity passes the list.
     *
     * @param acl list of the node
     * @param wanted permission bits; any one of them suffices
     * @param identities all identities of the connection
     * @param schemes the known schemes; an entry of another scheme grants nothing
     * @return whether it may
     */
    public static boolean permits(AclList acl, int wanted, List<Identity> identities, AclSchemes schemes) {
        if (acl.equals(AclList.OPEN) && (wanted & Permission.ALL) != 0) {
            return true;
        }
        if (acl.entries().isEmpty() || hasSuper(identities)) {
            return true;
        }
        for (AclEntry entry : acl.entries()) {
            if ((entry.permissions() & wanted) != 0 && concerns(entry, identities, schemes)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSuper(List<Identity> identities) {
        for (Identity identity : identities) {
            if (identity.scheme().equals(SchemeNames.SUPER)) {
                return true;
            }
        }
        return false;
    }

    private static boolean concerns(AclEntry entry, List<Identity> identities, AclSchemes schemes) {
        if (entry.isAnyone()) {
            return true;
        }
        @Nullable AclScheme scheme = schemes.find(entry.scheme());
        if (scheme == null) {
            return false;
        }
        for (Identity identity : identities) {
            if (scheme.matches(identity, entry.id())) {
                return true;
            }
        }
        return false;
    }
}
