package io.corral.tree.acl;

/**
 * Subject of a TLS client certificate, compared as text. Whether an id is a name at all is judged where its client is connected, before
 * the write is proposed: the Java runtime reads names in a time that grows with the square of their length, and not every release of it
 * comes to the same verdict.
 */
public final class X509Scheme implements AclScheme {
    /**
     * Characters of an id. ZooKeeper has no such limit, and can be held up for seconds by the reading of one name; those of
     * certificates have some hundred.
     */
    public static final int LONGEST_ID = 1024;

    @Override
    public String name() {
        return SchemeNames.X509;
    }

    @Override
    public boolean accepts(String id) {
        return id.length() <= LONGEST_ID;
    }

    @Override
    public boolean isProof() {
        return true;
    }

    @Override
    public boolean matches(Identity identity, String expression) {
        return identity.scheme().equals(SchemeNames.X509) && identity.id().equals(expression);
    }
}
