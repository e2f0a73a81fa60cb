package io.corral.server.auth;

import io.corral.tree.acl.AccessCheck;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.AclRedaction;
import io.corral.tree.acl.AclSchemes;
import io.corral.tree.acl.Identity;
import java.util.List;

/**
 * What a connection may read. Immutable.
 *
 * @param schemes the schemes that access control lists may use
 * @param skipAcl whether nothing is checked ({@code skipACL=yes})
 */
public record AccessRules(AclSchemes schemes, boolean skipAcl) {

    /** Whether any of the wanted permission bits is granted. */
    public boolean permits(AclList acl, int wanted, List<Identity> identities) {
        return skipAcl || AccessCheck.permits(acl, wanted, identities, schemes);
    }

    /** The list as getACL shows it to this connection. */
    public List<AclEntry> visible(AclList acl, List<Identity> identities) {
        return AclRedaction.visible(acl, identities, skipAcl, schemes);
    }
}
