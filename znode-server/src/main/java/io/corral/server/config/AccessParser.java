package io.corral.server.config;

import io.corral.tree.acl.DigestIdentity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads who may do what. */
final class AccessParser {
    private static final String SASL = "sasl";
    private static final String DIGEST = "digest";

    private final ConfigValues values;
    private final boolean certificates;

    /** @param certificates whether clients may show certificates, so that they are known by them */
    AccessParser(ConfigValues values, boolean certificates) {
        this.values = values;
        this.certificates = certificates;
    }

    AccessConfig parse() throws ConfigException {
        SaslConfig sasl = new SaslParser(values).parse();
        return new AccessConfig(
                values.lenientFlag("skipACL", "yes", "no", false),
                values.lenientFlag("enableEagerACLCheck", "true", "false", false),
                audit(),
                values.lenientFlag("enforceQuota", "true", "false", false),
                values.lenientFlag("extendedTypesEnabled", "true", "false", false),
                schemes(sasl),
                digest(),
                sasl);
    }

    private AuditConfig audit() throws ConfigException {
        Setting logger = values.find(Scope.PROPERTY, "audit.impl.class").orElse(null);
        if (logger != null && !logger.value().equals("org.apache.zookeeper.audit.Slf4jAuditLogger")) {
            throw logger.bad(
                    "Audit loggers of one's own are not loaded.",
                    "Remove it: lines go to the logger org.apache.zookeeper.audit.Slf4jAuditLogger.");
        }
        return new AuditConfig(
                values.lenientFlag("audit.enable", "true", "false", false), values.text(Scope.SYSTEM, "user.name", ""));
    }

    private DigestConfig digest() throws ConfigException {
        Setting algorithm = values.find(Scope.PROPERTY, "DigestAuthenticationProvider.digestAlg")
                .orElse(null);
        if (algorithm != null) {
            try {
                MessageDigest.getInstance(algorithm.value());
            } catch (NoSuchAlgorithmException e) {
                throw algorithm.bad("The Java runtime knows no such hash.", "Write SHA1, SHA-256 or SHA-512.");
            }
        }
        return new DigestConfig(
                algorithm == null ? DigestIdentity.DEFAULT_ALGORITHM : algorithm.value(),
                values.find(Scope.PROPERTY, "DigestAuthenticationProvider.superDigest")
                        .map(Setting::value));
    }

    private SchemeConfig schemes(SaslConfig sasl) throws ConfigException {
        Set<String> offered = new AuthenticationProviders(values).schemes();
        offered.add("ip");
        if (certificates) {
            offered.add("x509");
        }
        if (values.lenientFlag("DigestAuthenticationProvider.enabled", "true", "false", true)) {
            offered.add(DIGEST);
        } else {
            offered.remove(DIGEST);
        }
        Set<String> required = required(offered);
        if (required.equals(Set.of(SASL)) && sasl.login().isEmpty()) {
            throw ConfigException.of(
                    values.file().toString(),
                    "Clients have to authenticate by SASL, and there is no section of a JAAS file by which they could.",
                    "Start the server with -Djava.security.auth.login.config=FILE; the file needs a section named Server.");
        }
        Optional<Set<String>> ensembleNames = values.find(Scope.PROPERTY, "ensembleAuthName")
                .map(names -> Arrays.stream(names.value().split(",", -1))
                        .map(String::trim)
                        .collect(Collectors.toUnmodifiableSet()));
        return new SchemeConfig(offered, required, ensembleNames);
    }

    private Set<String> required(Set<String> offered) throws ConfigException {
        Optional<Setting> saslOnly = values.find(Scope.PROPERTY, "sessionRequireClientSASLAuth");
        if (values.lenientFlag("sessionRequireClientSASLAuth", "true", "false", false)) {
            return checked(saslOnly.orElseThrow(), SASL, offered);
        }
        if (!values.lenientFlag("enforce.auth.enabled", "true", "false", false)) {
            return Set.of();
        }
        Optional<Setting> schemes = values.find(Scope.PROPERTY, "enforce.auth.schemes");
        if (schemes.isEmpty()) {
            throw ConfigException.of(
                    values.file().toString(),
                    "enforce.auth.enabled is true, and enforce.auth.schemes is missing: nobody could do anything.",
                    "Add enforce.auth.schemes=digest, or remove enforce.auth.enabled.");
        }
        return checked(schemes.get(), schemes.get().value(), offered);
    }

    private static Set<String> checked(Setting setting, String names, Set<String> offered) throws ConfigException {
        Set<String> required = new HashSet<>();
        for (String scheme : names.split(",", -1)) {
            String name = scheme.trim().toLowerCase(Locale.ROOT);
            if (!offered.contains(name)) {
                throw setting.bad(
                        "The scheme \"" + name + "\" is not available.",
                        "Available are " + String.join(", ", new TreeSet<>(offered))
                                + "; sasl needs authProvider.sasl=org.apache.zookeeper.server.auth.SASLAuthenticationProvider.");
            }
            required.add(name);
        }
        return required;
    }
}
