package io.corral.server.auth.principal;

import java.util.Optional;

/** One rule of {@code security.auth_to_local}: may turn a principal with a realm into a short name. Immutable. */
interface LocalNameRule {
    /** The short name; empty when the rule is not for this principal, so that the next one is tried. */
    Optional<String> apply(PrincipalName name);
}
