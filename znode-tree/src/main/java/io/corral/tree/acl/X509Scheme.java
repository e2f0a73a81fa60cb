package io.corral.tree.acl;

import javax.security.auth.x500.X500Principal;

/** Subject of a TLS client certificate, compared as text. */
public final class X509Scheme implements AclScheme {
    @Override
    public String name() {
        return SchemeNames.X509;
    }

    @Override
    public boolean accepts(String id) {
        try {
            new X500Principal(id);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
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
