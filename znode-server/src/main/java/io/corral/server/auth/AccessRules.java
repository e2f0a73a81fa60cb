package io.corral.server.auth;

import io.corral.tree.acl.AccessCheck;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.AclRedaction;
import io.corral.tree.acl.AclSchemes;
import io.corral.tree.acl.Identity;
import io.corral.tree.acl.SchemeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a connection may read, and as who it writes. Immutable.
 *
 * <p>Writes are checked where they execute, on every server alike. So what this server's configuration says of access goes with
 * each write, in its identities ({@code docs/decisions/0031}).
 *
 * @param schemes the schemes that this server offers
 * @param skipAcl whether nothing is checked ({@code skipACL=yes})
 * @param eager whether a server that does not lead refuses by itself what it knows to be forbidden ({@code enableEagerACLCheck})
 * @param anySaslUser the id that stands for every SASL user ({@code letAnySaslUserDoX})
 */
public record AccessRules(AclSchemes schemes, boolean skipAcl, boolean eager, Optional<String> anySaslUser) {

    /** Whether any of the wanted permission bits is granted. */
    public boolean permits(AclList acl, int wanted, List<Identity> carried) {
        return skipAcl || AccessCheck.permits(acl, wanted, carried, schemes);
    }

    /** The list as getACL shows it to this connection. */
    public List<AclEntry> visible(AclList acl, List<Identity> carried) {
        return AclRedaction.visible(acl, carried, skipAcl, schemes);
    }

    /**
     * The identities in which a connection acts: those of schemes that this server offers, and the super user. With them goes
     * what each stands for besides itself.
     *
     * @param identities what the connection has proven
     * @return an immutable list
     */
    public List<Identity> carriedBy(List<Identity> identities) {
        List<Identity> carried = new ArrayList<>(identities.size() + 1);
        for (Identity identity : identities) {
            if (identity.scheme().equals(SchemeNames.SUPER) || schemes.find(identity.scheme()) != null) {
                carried.add(identity);
            }
            if (identity.scheme().equals(SchemeNames.SASL) && schemes.find(SchemeNames.SASL) != null) {
                anySaslUser.ifPresent(id -> carried.add(new Identity(SchemeNames.SASL_MEMBER, id)));
            }
        }
        if (skipAcl) {
            carried.add(new Identity(SchemeNames.SUPER, ""));
        }
        return List.copyOf(carried);
    }

    /**
     * An identity as people are shown it: of digest the user alone, and nothing where the scheme is not offered.
     *
     * @return possibly empty
     */
    public String displayName(Identity identity) {
        if (schemes.find(identity.scheme()) == null) {
            return "";
        }
        int colon = identity.scheme().equals(SchemeNames.DIGEST) ? identity.id().indexOf(':') : -1;
        return colon < 0 ? identity.id() : identity.id().substring(0, colon);
    }
}
