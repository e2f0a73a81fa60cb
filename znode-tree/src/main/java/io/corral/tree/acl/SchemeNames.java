package io.corral.tree.acl;

/** Names with a fixed meaning in access control lists. */
public final class SchemeNames {
    /** Everyone, whoever they are. */
    public static final String WORLD = "world";

    /** The only id of {@link #WORLD}. */
    public static final String ANYONE = "anyone";

    /** In a list given by a client: whatever the client has authenticated as. */
    public static final String AUTH = "auth";

    /** An identity of this scheme passes every check. It cannot be used in a list. */
    public static final String SUPER = "super";

    /** User name and password, kept as a hash. */
    public static final String DIGEST = "digest";

    /** Network address. */
    public static final String IP = "ip";

    /** Subject of a TLS client certificate. */
    public static final String X509 = "x509";

    /** Authorization id of a SASL exchange. */
    public static final String SASL = "sasl";

    /**
     * An id of {@link #SASL} that stands for this client among others ({@code letAnySaslUserDoX}). Never in a list, and "auth"
     * entries do not stand for it.
     */
    public static final String SASL_MEMBER = "sasl-member";

    private SchemeNames() {}
}
