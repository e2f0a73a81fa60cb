package io.corral.server.config;

import io.corral.server.auth.principal.AuthorizedNames;
import io.corral.server.auth.principal.LocalNameRules;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.kerberos.KerberosPrincipal;

/** Reads how clients authenticate by SASL. */
final class SaslParser {
    private final ConfigValues values;

    SaslParser(ConfigValues values) {
        this.values = values;
    }

    SaslConfig parse() throws ConfigException {
        Optional<LoginSection> login = new JaasFile(values).section();
        Set<String> superUsers = Stream.concat(
                        values.find(Scope.PROPERTY, "superUser").stream(),
                        values.propertiesStartingWith("superUser.").stream())
                .map(Setting::value)
                .collect(Collectors.toUnmodifiableSet());
        return new SaslConfig(
                login,
                values.find(Scope.PROPERTY, "SASLAuthenticationProvider.superPassword")
                        .map(Setting::value),
                superUsers,
                values.find(Scope.PROPERTY, "letAnySaslUserDoX").map(Setting::value),
                values.lenientFlag("allowSaslFailedClients", "true", "false", false),
                names(login.isPresent()));
    }

    private AuthorizedNames names(boolean asked) throws ConfigException {
        Setting rules = values.find(Scope.PROPERTY, "security.auth_to_local").orElse(null);
        boolean removeHost = values.lenientFlag("kerberos.removeHostFromPrincipal", "true", "false", false);
        boolean removeRealm = values.lenientFlag("kerberos.removeRealmFromPrincipal", "true", "false", false);
        boolean realmNeeded = values.lenientFlag("requireKerberosConfig", "true", "false", false);
        String realm = asked ? defaultRealm(realmNeeded) : "";
        try {
            return new AuthorizedNames(
                    LocalNameRules.parse(rules == null ? LocalNameRules.DEFAULT : rules.value(), realm),
                    removeHost,
                    removeRealm);
        } catch (IllegalArgumentException e) {
            if (rules == null) {
                throw e;
            }
            throw rules.bad(
                    "The rules cannot be read: " + e.getMessage() + ".",
                    "Write rules such as RULE:[1:$1@$0](.*@EXAMPLE.COM)s/@.*// and, last, DEFAULT.");
        }
    }

    /** The realm this host belongs to; empty where Kerberos is not set up. */
    private String defaultRealm(boolean needed) throws ConfigException {
        try {
            return new KerberosPrincipal("nobody").getRealm();
        } catch (IllegalArgumentException e) {
            if (needed) {
                throw ConfigException.of(
                        values.file().toString(),
                        "requireKerberosConfig is true, and this host has no default realm of Kerberos.",
                        "Write a default_realm into krb5.conf, or start the server with -Djava.security.krb5.conf=FILE.");
            }
            return "";
        }
    }
}
