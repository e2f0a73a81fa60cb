package io.corral.server.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.URIParameter;
import java.util.List;
import java.util.Optional;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.jspecify.annotations.Nullable;

/** The JAAS file of the process, named by {@code -Djava.security.auth.login.config}. */
final class JaasFile {
    private static final String PROPERTY = "java.security.auth.login.config";
    private static final String SECTION_KEY = "sasl.serverconfig";
    private static final String DEFAULT_SECTION = "Server";

    private final ConfigValues values;

    JaasFile(ConfigValues values) {
        this.values = values;
    }

    /** The section that concerns this server; empty when there is no file, or no such section in it. */
    Optional<LoginSection> section() throws ConfigException {
        Setting named = values.find(Scope.PROPERTY, SECTION_KEY).orElse(null);
        Setting file = values.find(Scope.SYSTEM, PROPERTY).orElse(null);
        String name = named == null ? DEFAULT_SECTION : named.value();
        AppConfigurationEntry @Nullable [] entries =
                file == null ? entriesOfRuntime(name) : read(file).getAppConfigurationEntry(name);
        if (entries == null && named != null) {
            values.warn(named, "there is no such section in a JAAS file; the server runs without SASL.");
        }
        return entries == null ? Optional.empty() : Optional.of(new LoginSection(name, List.of(entries)));
    }

    /** What the runtime finds by itself, in the user's home for example. */
    private static AppConfigurationEntry @Nullable [] entriesOfRuntime(String name) {
        try {
            return Configuration.getConfiguration().getAppConfigurationEntry(name);
        } catch (SecurityException e) {
            // That is how the runtime says that there is no JAAS configuration at all.
            return null;
        }
    }

    private static Configuration read(Setting file) throws ConfigException {
        // With a second equals sign the file replaces all others; there are no others here.
        String place = file.value().startsWith("=") ? file.value().substring(1) : file.value();
        try {
            return Configuration.getInstance("JavaLoginConfig", new URIParameter(uri(place)));
        } catch (NoSuchAlgorithmException | IllegalArgumentException | SecurityException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw file.bad(
                    "The JAAS file cannot be read: " + cause.getMessage() + ".",
                    "Check that it exists, that this user may read it, and its syntax; each module ends with a semicolon.");
        }
    }

    private static URI uri(String place) {
        try {
            Path path = Path.of(place);
            if (Files.exists(path)) {
                return path.toUri();
            }
        } catch (InvalidPathException e) {
            // Then it is an address, or else nothing that can be read.
        }
        return URI.create(place);
    }
}
