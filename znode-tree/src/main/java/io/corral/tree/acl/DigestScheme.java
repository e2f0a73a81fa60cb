package io.corral.tree.acl;

/** User name and hashed password: {@code user:base64(sha1(user:password))}. See {@link DigestIdentity}. */
public final class DigestScheme implements AclScheme {
    private static final int PARTS = 2;

    @Override
    public String name() {
        return SchemeNames.DIGEST;
    }

    @Override
    public boolean accepts(String id) {
        // ZooKeeper splits without keeping trailing empty parts, so "a:b:" passes and "a:" does not.
        int end = id.length();
        while (end > 0 && id.charAt(end - 1) == ':') {
            end--;
        }
        int parts = end == 0 ? 0 : 1;
        for (int i = 0; i < end; i++) {
            parts += id.charAt(i) == ':' ? 1 : 0;
        }
        return parts == PARTS;
    }

    @Override
    public boolean isProof() {
        return true;
    }

    @Override
    public boolean matches(Identity identity, String expression) {
        return identity.scheme().equals(SchemeNames.DIGEST) && ConstantTime.areEqual(identity.id(), expression);
    }
}
