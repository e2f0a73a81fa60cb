package io.corral.tree.acl;

/**
 * One line of an access control list: who may do what.
 *
 * @param permissions bit set of {@link Permission} values; other bits are kept but grant nothing, as in ZooKeeper
 * @param scheme the scheme that interprets the id, for example {@code world}
 * @param id the id expression, for example {@code anyone} or {@code 10.0.0.0/8}
 */
public record AclEntry(int permissions, String scheme, String id) {
    /** Whether this is the entry world:anyone, whatever it grants. */
    boolean isAnyone() {
        return scheme.equals(SchemeNames.WORLD) && id.equals(SchemeNames.ANYONE);
    }
}
