package io.corral.it.tls;

import io.corral.testkit.certificate.HandmadeTls;
import io.corral.testkit.certificate.IssuedKeys;
import io.corral.testkit.certificate.StoreForm;
import io.corral.testkit.certificate.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/**
 * Key stores of one test, and the trust store that fits them.
 *
 * @param folder where the files are
 * @param authority who signed them all
 */
record Stores(Path folder, TestAuthority authority) {
    static final String PASSWORD = "sesame, open";

    static Stores in(Path folder) throws IOException {
        return new Stores(Files.createDirectories(folder), TestAuthority.named("test authority"));
    }

    /** Settings that name a key store and the trust store, each written anew. */
    Map<String, String> settings(String prefix, String name, IssuedKeys keys, StoreForm form) {
        // ZooKeeper's client cannot read the encrypted keys that openssl writes today.
        String password = form == StoreForm.PEM ? "" : PASSWORD;
        Path own = keys.write(folder, name, form, password);
        Path trust = authority.writeTrust(folder, "trust", form, PASSWORD);
        Map<String, String> settings = new TreeMap<>();
        settings.put(prefix + "keyStore.location", own.toString());
        settings.put(prefix + "keyStore.password", password);
        settings.put(prefix + "trustStore.location", trust.toString());
        settings.put(prefix + "trustStore.password", PASSWORD);
        return settings;
    }

    /** A server's certificate for this machine. */
    IssuedKeys ofThisMachine(String subject) {
        return authority.issue(subject, "localhost", "127.0.0.1");
    }

    /** For connections with a certificate, by hand. */
    SSLContext context(IssuedKeys keys) {
        return HandmadeTls.of(keys, authority.certificate());
    }
}
