package io.corral.wire.record;

import org.jspecify.annotations.Nullable;

/**
 * One entry of an ACL exactly as the wire carries it; nothing is validated.
 *
 * @param perms the permission bits: READ 1, WRITE 2, CREATE 4, DELETE 8, ADMIN 16; others are possible
 * @param scheme the authentication scheme; null is possible on the wire (and refused by the server)
 * @param id the id expression of the scheme; null is possible on the wire (and refused by the server)
 */
public record AclEntry(
        int perms, @Nullable String scheme, @Nullable String id) {}
