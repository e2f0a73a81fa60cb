package io.corral.server.config;

import io.corral.server.tls.ClientCertificates;
import io.corral.server.tls.PeerChecks;
import io.corral.server.tls.Revocation;
import io.corral.server.tls.StoreSecret;
import io.corral.server.tls.StoreSettings;
import io.corral.server.tls.StoreType;
import io.corral.server.tls.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The settings that begin with {@code ssl.}, or with {@code ssl.quorum.}: the same ones, with other defaults. */
final class TlsSettingsParser {
    private static final int DEFAULT_HANDSHAKE_MILLIS = 5000;
    private static final String DEFAULT_PROTOCOL = "TLSv1.3";
    private static final String VERSION = "TLSv";

    private final ConfigValues values;
    private final boolean strict;
    private final String prefix;
    private final String needer;
    private final boolean betweenServers;

    /**
     * @param strict whether names are checked by nothing but what the Java runtime offers ({@code fips-mode})
     * @param prefix how the keys begin
     * @param needer the setting that makes these necessary; for messages
     */
    TlsSettingsParser(ConfigValues values, boolean strict, String prefix, String needer) {
        this.values = values;
        this.strict = strict;
        this.prefix = prefix;
        this.needer = needer;
        this.betweenServers = prefix.equals("ssl.quorum.");
    }

    TlsSettings parse(boolean reload) throws ConfigException {
        refuseSupplier();
        Optional<StoreSettings> keys = store("keyStore");
        if (keys.isEmpty()) {
            throw ConfigException.of(
                    values.file().toString(),
                    needer + " needs a private key and its certificate, and " + prefix
                            + "keyStore.location is missing.",
                    "Add " + prefix + "keyStore.location, and " + prefix + "keyStore.password if it has one.");
        }
        Optional<StoreSettings> trusted = store("trustStore");
        String protocol = values.text(Scope.PROPERTY, prefix + "protocol", DEFAULT_PROTOCOL);
        return new TlsSettings(
                prefix,
                keys.get(),
                trusted,
                new TlsSettings.Handshake(protocol, enabledProtocols(protocol), list("ciphersuites")),
                clientCertificates(),
                checks(),
                Duration.ofMillis(values.integer(
                        Scope.PROPERTY,
                        prefix + "handshakeDetectionTimeoutMillis",
                        DEFAULT_HANDSHAKE_MILLIS,
                        1,
                        Integer.MAX_VALUE)),
                reload);
    }

    private void refuseSupplier() throws ConfigException {
        Optional<Setting> supplier = values.find(Scope.PROPERTY, prefix + "context.supplier.class");
        if (supplier.isPresent()) {
            throw supplier.get()
                    .bad(
                            "Contexts are not taken from classes of one's own.",
                            "Remove the setting and name key store and trust store with " + prefix
                                    + "keyStore.location and " + prefix + "trustStore.location.");
        }
    }

    private Optional<StoreSettings> store(String name) throws ConfigException {
        String key = prefix + name;
        Optional<Setting> location = values.find(Scope.PROPERTY, key + ".location");
        Optional<Setting> type = values.find(Scope.PROPERTY, key + ".type");
        StoreSecret secret = new StoreSecret(
                values.find(Scope.PROPERTY, key + ".passwordPath").map(path -> Path.of(path.value())),
                values.text(Scope.PROPERTY, key + ".password", ""));
        if (location.isEmpty()) {
            return Optional.empty();
        }
        Path file = Path.of(location.get().value());
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw location.get()
                    .bad(
                            Files.exists(file) ? "This file cannot be read." : "There is no such file.",
                            "Create it, let this user read it, or correct the path.");
        }
        return Optional.of(new StoreSettings(key, file, type(location.get(), type, key), secret));
    }

    private static StoreType type(Setting location, Optional<Setting> type, String key) throws ConfigException {
        if (type.isPresent()) {
            return StoreType.named(type.get().value())
                    .orElseThrow(
                            () -> type.get().bad("This is not a type of stores.", "Write JKS, PEM, PKCS12 or BCFKS."));
        }
        return StoreType.of(Path.of(location.value()))
                .orElseThrow(() -> location.bad(
                        "The end of the file's name does not tell its type.",
                        "Add " + key
                                + ".type=PKCS12 (or JKS, PEM, BCFKS), or rename it to .p12, .jks, .pem or .bcfks."));
    }

    /** As in ZooKeeper: clients speak the one version that is named, servers among themselves all that belong to it. */
    private List<String> enabledProtocols(String protocol) {
        List<String> configured = list("enabledProtocols");
        return configured.isEmpty() && !betweenServers && protocol.startsWith(VERSION) ? List.of(protocol) : configured;
    }

    private List<String> list(String name) {
        return Arrays.stream(values.text(Scope.PROPERTY, prefix + name, "").split(",", -1))
                .map(String::trim)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private ClientCertificates clientCertificates() throws ConfigException {
        Optional<Setting> setting = values.find(Scope.PROPERTY, prefix + "clientAuth");
        if (setting.isEmpty()) {
            return ClientCertificates.NEED;
        }
        return switch (setting.get().value().toLowerCase(Locale.ROOT)) {
            case "need" -> ClientCertificates.NEED;
            case "want" -> ClientCertificates.WANT;
            case "none" -> ClientCertificates.NONE;
            default -> throw setting.get().bad("This is not one of the three ways.", "Write need, want or none.");
        };
    }

    private PeerChecks checks() {
        boolean crl = values.lenientFlag(prefix + "crl", "true", "false", false);
        boolean ocsp = values.lenientFlag(prefix + "ocsp", "true", "false", false);
        // As in ZooKeeper, which cannot check names between servers in that mode; who writes the key gets what it says.
        boolean names =
                values.lenientFlag(prefix + "hostnameVerification", "true", "false", !(betweenServers && strict));
        boolean namesOfCallers =
                values.lenientFlag(prefix + "clientHostnameVerification", "true", "false", betweenServers);
        boolean reverse = values.lenientFlag(prefix + "allowReverseDnsLookup", "true", "false", betweenServers);
        Revocation revocation = ocsp ? Revocation.RESPONDERS : crl ? Revocation.LISTS : Revocation.UNCHECKED;
        return new PeerChecks(names, names && namesOfCallers, reverse && !strict, revocation);
    }
}
