package io.corral.it.scripts;

import io.corral.testkit.certificate.StoreForm;
import io.corral.testkit.certificate.TestAuthority;
import java.nio.file.Path;

/** What an operator writes into {@code CLIENT_JVMFLAGS} for programs that speak TLS. */
final class SecureFlags {
    private static final String PASSWORD = "sesame";

    private SecureFlags() {}

    /** Flags that name stores, which are written, with a certificate of this authority and with trust in it. */
    static String of(Path folder, TestAuthority authority) {
        Path keys = authority.issue("CN=operator").write(folder, "operator", StoreForm.PKCS12, PASSWORD);
        Path trust = authority.writeTrust(folder, "trust", StoreForm.PKCS12, PASSWORD);
        return String.join(
                " ",
                "-Dzookeeper.client.secure=true",
                "-Dzookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty",
                "-Dzookeeper.ssl.keyStore.location=" + keys,
                "-Dzookeeper.ssl.keyStore.password=" + PASSWORD,
                "-Dzookeeper.ssl.trustStore.location=" + trust,
                "-Dzookeeper.ssl.trustStore.password=" + PASSWORD);
    }
}
