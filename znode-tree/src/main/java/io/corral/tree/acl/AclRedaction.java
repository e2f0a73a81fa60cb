package io.corral.tree.acl;

import java.util.ArrayList;
import java.util.List;

/** Hides password hashes from those who may read a list but not administer the node. Pure. */
public final class AclRedaction {
    private AclRedaction() {}

    /**
     * The list as getACL shows it.
     *
     * @param acl list of the node
     * @param identities all identities of the connection
     * @param rulesSkipAcl whether permissions are not checked at all
     * @param schemes the known schemes
     * @return the entries; with "user:x" for every digest id unless the connection may administer the node
     */
    public static List<AclEntry> visible(
            AclList acl, List<Identity> identities, boolean rulesSkipAcl, AclSchemes schemes) {
        if (rulesSkipAcl || AccessCheck.permits(acl, Permission.ADMIN, identities, schemes)) {
            return acl.entries();
        }
        List<AclEntry> shown = new ArrayList<>(acl.entries().size());
        for (AclEntry entry : acl.entries()) {
            int colon = entry.id().indexOf(':');
            boolean secret = entry.scheme().equals(SchemeNames.DIGEST) && colon >= 0;
            shown.add(
                    secret
                            ? new AclEntry(
                                    entry.permissions(),
                                    entry.scheme(),
                                    entry.id().substring(0, colon) + ":x")
                            : entry);
        }
        return List.copyOf(shown);
    }
}
