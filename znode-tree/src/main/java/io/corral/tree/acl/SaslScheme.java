package io.corral.tree.acl;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Authorization id of a SASL exchange. */
public final class SaslScheme implements AclScheme {
    private static final Pattern KERBEROS_NAME = Pattern.compile("[^/@]*(/[^/@]*)?@[^/@]*");

    private final @Nullable String anyUserExpression;

    /**
     * The scheme.
     *
     * @param anyUserExpression the id expression that every SASL user matches (zookeeper.letAnySaslUserDoX), or null
     */
    public SaslScheme(@Nullable String anyUserExpression) {
        this.anyUserExpression = anyUserExpression;
    }

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
    public boolean matches(String identity, String expression) {
        return identity.equals(SchemeNames.SUPER)
                || identity.equals(expression)
                || expression.equals(anyUserExpression);
    }
}
