package io.corral.server.frontend;

import io.corral.server.auth.AccessRules;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Identity;
import io.corral.tree.acl.Permission;
import io.corral.wire.record.AclEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who a client had proven to be at some moment, and what it may see with that. A request is served with those of the moment when it
 * came, as in ZooKeeper: what its client proves afterwards does not change what it may see.
 */
final class ClientIdentities {
    private static final int COUNT_MAX = 64;
    private static final int CHARS_MAX = 64 * 1024;

    private final AccessRules access;
    private final List<Identity> proven;
    private final List<Identity> carried;

    /** The one that a client has by its address. */
    ClientIdentities(Identity address, AccessRules access) {
        this(List.of(address), access);
    }

    private ClientIdentities(List<Identity> proven, AccessRules access) {
        this.access = access;
        this.proven = proven;
        this.carried = access.carriedBy(proven);
    }

    /** These and more that the client has proven since; empty when they are more than anyone needs. */
    Optional<ClientIdentities> with(List<Identity> more) {
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
            return Optional.empty();
        }
        return Optional.of(new ClientIdentities(List.copyOf(all), access));
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
