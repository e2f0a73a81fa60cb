package io.corral.server.config;

import io.corral.server.config.TlsConfig.AdminTls;
import io.corral.server.config.TlsConfig.ClientTls;
import io.corral.server.config.TlsConfig.PeerTls;
import io.corral.server.tls.TlsSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The settings that say where TLS is spoken; how is left to {@link TlsSettingsParser}. */
final class TlsParser {
    private static final String CLIENTS = "ssl.";
    private static final String PEERS = "ssl.quorum.";

    private final ConfigValues values;
    private final boolean strict;

    TlsParser(ConfigValues values) {
        this.values = values;
        this.strict = values.lenientFlag("fips-mode", "true", "false", true);
    }

    /** @param adminServer whether there is an HTTP server of console and commands */
    TlsConfig parse(boolean adminServer) throws ConfigException {
        boolean reloadOfPeers = values.lenientFlag("sslQuorumReloadCertFiles", "true", "false", false);
        return new TlsConfig(clients(), peers(reloadOfPeers), admin(adminServer, reloadOfPeers));
    }

    private ClientTls clients() throws ConfigException {
        Optional<InetSocketAddress> secureAddress = secureAddress();
        boolean unified = values.lenientFlag("client.portUnification", "true", "false", false);
        boolean reload = values.lenientFlag("client.certReload", "true", "false", false);
        Optional<String> superUser = values.find(Scope.PROPERTY, "X509AuthenticationProvider.superUser")
                .map(Setting::value);
        int handshakesMax = values.integer(
                Scope.PROPERTY, "netty.server.outstandingHandshake.limit", -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
        boolean dropEarly =
                values.lenientFlag("netty.server.earlyDropSecureConnectionHandshakes", "true", "false", false);
        checkProvider();
        Optional<TlsSettings> settings = secureAddress.isPresent() || unified
                ? Optional.of(new TlsSettingsParser(values, strict, CLIENTS, whatFor(secureAddress.isPresent()))
                        .parse(reload))
                : Optional.empty();
        return new ClientTls(settings, secureAddress, unified, Math.max(0, handshakesMax), dropEarly, superUser);
    }

    private static String whatFor(boolean securePort) {
        return securePort ? "secureClientPort" : "client.portUnification=true";
    }

    /** Certificates give identities of the scheme x509, and no other classes are loaded to say what they give. */
    private void checkProvider() throws ConfigException {
        Optional<Setting> provider = values.find(Scope.PROPERTY, "ssl.authProvider");
        if (provider.isPresent() && !provider.get().value().equals("x509")) {
            throw provider.get()
                    .bad("The only provider for client certificates is x509.", "Write x509, or remove the setting.");
        }
    }

    private PeerTls peers(boolean reload) throws ConfigException {
        boolean dialsTls = values.lenientFlag("sslQuorum", "true", "false", false);
        boolean unified = values.lenientFlag("portUnification", "true", "false", false);
        if (dialsTls || unified) {
            warnOfPublicTrust(dialsTls ? "sslQuorum" : "portUnification");
        }
        return new PeerTls(
                dialsTls || unified
                        ? Optional.of(new TlsSettingsParser(
                                        values, strict, PEERS, dialsTls ? "sslQuorum=true" : "portUnification=true")
                                .parse(reload))
                        : Optional.empty(),
                dialsTls,
                unified);
    }

    /** As in ZooKeeper; but there are many authorities, and each of their customers could be a server of the ensemble. */
    private void warnOfPublicTrust(String key) {
        if (values.find(Scope.PROPERTY, PEERS + "trustStore.location").isEmpty()) {
            values.warn(
                    values.find(Scope.PROPERTY, key).orElseThrow(),
                    "without ssl.quorum.trustStore.location servers trust every authority that the Java runtime trusts, public"
                            + " ones included. Name a store with the certificates of this ensemble alone.");
        }
    }

    private AdminTls admin(boolean enabled, boolean reload) throws ConfigException {
        boolean unified = values.lenientFlag("admin.portUnification", "true", "false", false);
        boolean forced = values.lenientFlag("admin.forceHttps", "true", "false", false);
        boolean needCertificate = values.lenientFlag("admin.needClientAuth", "true", "false", false);
        if (enabled && needCertificate && !unified && !forced) {
            throw values.find(Scope.PROPERTY, "admin.needClientAuth")
                    .orElseThrow()
                    .bad("Certificates are shown over HTTPS only.", "Add admin.forceHttps=true.");
        }
        if (enabled && needCertificate && !forced) {
            values.warn(
                    values.find(Scope.PROPERTY, "admin.needClientAuth").orElseThrow(),
                    "asks nothing of who comes by plain HTTP, which admin.portUnification=true answers on the same port. Add"
                            + " admin.forceHttps=true.");
        }
        return new AdminTls(
                enabled && (unified || forced)
                        ? Optional.of(new TlsSettingsParser(
                                        values,
                                        strict,
                                        PEERS,
                                        forced ? "admin.forceHttps=true" : "admin.portUnification=true")
                                .parse(reload)
                                .forBrowsers(needCertificate))
                        : Optional.empty(),
                forced);
    }

    private Optional<InetSocketAddress> secureAddress() throws ConfigException {
        Optional<Setting> port = values.find(Scope.FILE, "secureClientPort")
                .filter(setting -> !setting.value().equals("0"));
        Optional<Setting> host = values.find(Scope.FILE, "secureClientPortAddress");
        if (port.isEmpty()) {
            if (host.isPresent()) {
                throw host.get()
                        .bad("There is an address for clients with TLS but no port.", "Add secureClientPort=2281.");
            }
            return Optional.empty();
        }
        int number = PortNumber.port(port.get(), port.get().value());
        try {
            return Optional.of(
                    host.isPresent()
                            ? new InetSocketAddress(
                                    InetAddress.getByName(host.get().value()), number)
                            : new InetSocketAddress(number));
        } catch (UnknownHostException e) {
            throw host.orElseThrow()
                    .bad("This host is not known here.", "Write an address of this machine, or remove the setting.");
        }
    }
}
