package io.corral.server.config;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings {@code authProvider.*}: ZooKeeper's own classes are known by name, and no class is loaded. */
final class AuthenticationProviders {
    private static final String PACKAGE = "org.apache.zookeeper.server.auth.";

    private static final Map<String, String> SCHEMES = Map.of(
            PACKAGE + "IPAuthenticationProvider", "ip",
            PACKAGE + "DigestAuthenticationProvider", "digest",
            PACKAGE + "SASLAuthenticationProvider", "sasl",
            PACKAGE + "X509AuthenticationProvider", "x509",
            PACKAGE + "EnsembleAuthenticationProvider", "ensemble");

    private final ConfigValues values;

    AuthenticationProviders(ConfigValues values) {
        this.values = values;
    }

    /** Names of the schemes that are configured so. */
    Set<String> schemes() throws ConfigException {
        Set<String> schemes = new HashSet<>();
        for (Setting setting : values.propertiesStartingWith("authProvider.")) {
            String scheme = SCHEMES.get(setting.value());
            if (scheme == null) {
                throw setting.bad(
                        "Classes of one's own are not loaded, and this is none of those that stand for a built-in scheme.",
                        "Remove it, or write one of these: " + String.join(", ", new TreeSet<>(SCHEMES.keySet()))
                                + ".");
            }
            schemes.add(scheme);
        }
        return schemes;
    }
}
