package io.corral.server.frontend;

import io.corral.server.auth.AccessRules;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Identity;
import io.corral.tree.acl.Permission;
import io.corral.wire.record.AclEntry;
import java.util.ArrayList;
import java.util.List;

/** Who the client of one connection has proven to be, and what it may see. On the connection's event loop. */
final class ClientIdentities {
    private static final int COUNT_MAX = 64;
    private static final int CHARS_MAX = 64 * 1024;

    private final AccessRules access;
    private List<Identity> proven;
    private List<Identity> carried;

    /** The one that a client has by its address. */
    ClientIdentities(Identity address, AccessRules access) {
        this.access = access;
        this.proven = List.of(address);
        this.carried = access.carriedBy(proven);
    }

    /** The client has proven more identities; false when they are more than anyone needs, and not taken. */
    boolean gain(List<Identity> more) {
        List<Identity> all = new ArrayList<>(proven);
        for (Identity identity : more) {
            if (!all.contains(identity)) {
                all.add(identity);
            }
        }
        int chars = all.stream()
                .mapToInt(identity -> identity.scheme().length() + identity.id().length())
                .sum();
        if (all.size() > COUNT_MAX || chars > CHARS_MAX) {
            return false;
        }
        proven = List.copyOf(all);
        carried = access.carriedBy(proven);
        return true;
    }

    /** All that the client has proven. */
    List<Identity> proven() {
        return proven;
    }

    /** As who it reads and writes. */
    List<Identity> carried() {
        return carried;
    }

    boolean mayRead(AclList acl) {
        return access.permits(acl, Permission.READ, carried);
    }

    boolean mayReadAcl(AclList acl) {
        return access.permits(acl, Permission.READ | Permission.ADMIN, carried);
    }

    String displayName(Identity identity) {
        return access.displayName(identity);
    }

    /** A list as this client may see it. */
    List<AclEntry> visible(AclList acl) {
        List<AclEntry> shown = new ArrayList<>();
        for (io.corral.tree.acl.AclEntry entry : access.visible(acl, carried)) {
            shown.add(new AclEntry(entry.permissions(), entry.scheme(), entry.id()));
        }
        return shown;
    }
}
