package io.corral.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.login.AppConfigurationEntry;
import org.jspecify.annotations.Nullable;

/**
 * One section of a JAAS file: how this server shows who it is, and which users of DIGEST-MD5 it knows. Immutable.
 *
 * <p>ZooKeeper's own {@code DigestLoginModule} is never loaded: all there is to it are its options.
 */
public final class LoginSection {
    private static final String DIGEST_MODULE = "org.apache.zookeeper.server.auth.DigestLoginModule";
    private static final String USER_PREFIX = "user_";

    private final String name;
    private final Map<String, String> digestUsers;
    private final List<AppConfigurationEntry> loginModules;

    /**
     * @param name name of the section
     * @param entries its login modules with their options
     */
    public LoginSection(String name, List<AppConfigurationEntry> entries) {
        this.name = name;
        Map<String, String> users = new HashMap<>();
        for (AppConfigurationEntry entry : entries) {
            entry.getOptions().forEach((option, value) -> {
                if (option.startsWith(USER_PREFIX)) {
                    users.put(option.substring(USER_PREFIX.length()), String.valueOf(value));
                }
            });
        }
        this.digestUsers = Map.copyOf(users);
        this.loginModules = entries.stream()
                .filter(entry -> !entry.getLoginModuleName().equals(DIGEST_MODULE))
                .toList();
    }

    /** Name of the section, {@code Server} unless {@code sasl.serverconfig} says otherwise. */
    public String name() {
        return name;
    }

    /** Passwords by user, from the options {@code user_NAME="password"}. */
    public Map<String, String> digestUsers() {
        return digestUsers;
    }

    /** The modules by which the server itself logs in, Kerberos most often; empty when there is nothing to log in to. */
    public List<AppConfigurationEntry> loginModules() {
        return loginModules;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LoginSection that
                && name.equals(that.name)
                && digestUsers.equals(that.digestUsers)
                && loginModules.equals(that.loginModules);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, digestUsers, loginModules);
    }

    /** Shows no password. */
    @Override
    public String toString() {
        return "LoginSection[" + name + ", users=" + digestUsers.keySet() + ", modules="
                + loginModules.stream()
                        .map(AppConfigurationEntry::getLoginModuleName)
                        .toList()
                + "]";
    }
}
