package io.corral.server.auth.principal;

/**
 * What a client that has proven to be some principal is called in access control lists: the short name by the rules, with host
 * and realm behind it where the principal has them, unless they are to be removed. Immutable.
 *
 * @param rules how short names are made
 * @param removeHost {@code kerberos.removeHostFromPrincipal}
 * @param removeRealm {@code kerberos.removeRealmFromPrincipal}
 */
public record AuthorizedNames(LocalNameRules rules, boolean removeHost, boolean removeRealm) {

    /**
     * The name of a client. One for whom the rules have no name keeps all of its own; ZooKeeper lets such a client choose.
     *
     * @param authenticated what it has authenticated as: a user of DIGEST-MD5, or a Kerberos principal
     */
    public String of(String authenticated) {
        return PrincipalName.parse(authenticated)
                .flatMap(name -> rules.shortName(name).map(shortName -> withRest(shortName, name)))
                .orElse(authenticated);
    }

    private String withRest(String shortName, PrincipalName name) {
        StringBuilder text = new StringBuilder(shortName);
        if (!removeHost && name.host() != null) {
            text.append('/').append(name.host());
        }
        if (!removeRealm && name.realm() != null) {
            text.append('@').append(name.realm());
        }
        return text.toString();
    }
}
