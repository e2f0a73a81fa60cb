package io.corral.tree.acl;

import java.util.regex.Pattern;

/** Authorization id of a SASL exchange. Besides it, a client may belong to an id that stands for many clients. */
public final class SaslScheme implements AclScheme {
    private static final Pattern KERBEROS_NAME = Pattern.compile("[^/@]*(/[^/@]*)?@[^/@]*");

    @Override
    public String name() {
        return SchemeNames.SASL;
    }

    @Override
    public boolean accepts(String id) {
        return id.indexOf('@') < 0 || KERBEROS_NAME.matcher(id).matches();
    }

    @Override
    public boolean isProof() {
        return true;
    }

    @Override
    public boolean matches(Identity identity, String expression) {
        boolean same = identity.id().equals(expression);
        return switch (identity.scheme()) {
            case SchemeNames.SASL -> same || identity.id().equals(SchemeNames.SUPER);
            case SchemeNames.SASL_MEMBER -> same;
            default -> false;
        };
    }
}
