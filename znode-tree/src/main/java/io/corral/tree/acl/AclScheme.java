package io.corral.tree.acl;

/** What a scheme makes of ids in access control lists. Implementations are immutable and deterministic. */
public interface AclScheme {
    /** Name of the scheme, as in lists and identities. */
    String name();

    /**
     * Whether an id may stand in a list.
     *
     * @param id the id expression
     * @return false makes the whole list invalid
     */
    boolean accepts(String id);

    /** Whether having an identity of this scheme proves who one is, so that "auth" entries stand for it. */
    boolean isProof();

    /**
     * Whether an identity is meant by an id expression.
     *
     * @param identity an identity of any scheme
     * @param expression id of an {@link AclEntry} of this scheme
     * @return whether the entry speaks of that identity
     */
    boolean matches(Identity identity, String expression);
}
