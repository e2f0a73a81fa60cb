package io.corral.it.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.server.auth.DigestLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * Users as whom ZooKeeper clients of this process connect, each in a JAAS section of its own. The sections are the process's
 * while this is open; other clients find none.
 */
final class SaslClients extends Configuration implements AutoCloseable {
    private final Map<String, AppConfigurationEntry> sections = new ConcurrentHashMap<>();

    static SaslClients open() {
        SaslClients clients = new SaslClients();
        Configuration.setConfiguration(clients);
        return clients;
    }

    /** Configuration of a client that shows a user name and a password by DIGEST-MD5. */
    ZKClientConfig digest(String user, String password) {
        return section(
                "digest-" + user + "-" + password,
                DigestLoginModule.class.getName(),
                Map.of("username", user, "password", password));
    }

    /** Configuration of a client that logs in with a module. */
    ZKClientConfig section(String name, String module, Map<String, String> options) {
        sections.put(name, new AppConfigurationEntry(module, LoginModuleControlFlag.REQUIRED, options));
        ZKClientConfig config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.LOGIN_CONTEXT_NAME_KEY, name);
        config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "true");
        config.setProperty("zookeeper.fips-mode", "false");
        return config;
    }

    @Override
    public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
        AppConfigurationEntry entry = sections.get(name);
        return entry == null ? null : new AppConfigurationEntry[] {entry};
    }

    @Override
    public void close() {
        Configuration.setConfiguration(null);
    }
}
