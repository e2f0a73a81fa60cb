package io.corral.it.access;

import io.corral.it.ensemble.ReservedPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/** A key distribution centre of Kerberos on loopback, with a realm of its own. */
final class KeyCentre implements AutoCloseable {
    static final String REALM = "CORRAL.TEST";

    private final SimpleKdcServer server;
    private final Path folder;

    private KeyCentre(SimpleKdcServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Starts one that keeps its files in a folder. */
    static KeyCentre start(Path folder) {
        try {
            SimpleKdcServer server = new SimpleKdcServer();
            server.setWorkDir(folder.toFile());
            server.setKdcHost("127.0.0.1");
            server.setKdcRealm(REALM);
            server.setAllowUdp(false);
            server.setKdcTcpPort(freePort());
            server.init();
            server.start();
            KeyCentre centre = new KeyCentre(server, folder);
            centre.writeConfiguration();
            return centre;
        } catch (KrbException | IOException failure) {
            throw new IllegalStateException("the KDC did not start", failure);
        }
    }

    private static int freePort() throws IOException {
        try (ReservedPorts reserved = ReservedPorts.reserve(1)) {
            return reserved.port(0);
        }
    }

    private void writeConfiguration() throws IOException {
        Files.writeString(configuration(), """
                [libdefaults]
                  default_realm = %1$s
                  udp_preference_limit = 1
                  dns_canonicalize_hostname = false
                  rdns = false
                [realms]
                  %1$s = {
                    kdc = 127.0.0.1:%2$d
                  }
                """.formatted(REALM, server.getKdcTcpPort()));
    }

    /** The krb5.conf by which clients and servers find it. */
    Path configuration() {
        return folder.resolve("corral-krb5.conf");
    }

    /** Makes a principal, and a file with its key. */
    Path keytab(String principal) {
        try {
            Path keytab = folder.resolve(principal.replace('/', '-') + ".keytab");
            server.createPrincipal(principal + "@" + REALM);
            server.exportPrincipal(principal + "@" + REALM, keytab.toFile());
            return keytab;
        } catch (KrbException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (KrbException failure) {
            throw new UncheckedIOException(new IOException(failure));
        }
    }
}
