package io.corral.it.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.testkit.certificate.StoreForm;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A BCFKS store without BouncyCastle on the class path")
class MissingProviderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("stops the start, and the message names setting, file and fix")
    void stopsTheStart() throws Exception {
        Stores stores = Stores.in(folder.resolve("stores"));
        Map<String, String> tls = stores.settings("ssl.", "server", stores.ofThisMachine("CN=server"), StoreForm.BCFKS);
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(jar -> !jar.contains("bcprov"))
                .collect(Collectors.joining(File.pathSeparator));
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 1, folder).withClassPath(classPath);
        try (ReservedPorts ports = ReservedPorts.reserve(1)) {
            List<String> lines = Stream.concat(
                            Stream.of("secureClientPort=" + ports.port(0)),
                            tls.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
                    .toList();
            ServerProcess server = ServerProcess.of(spec, 1, folder.resolve("server"), ports.port(0), lines);
            server.start();
            await().atMost(PATIENCE).until(() -> !server.isRunning());
            assertThat(server.logTail(30))
                    .contains("ssl.keyStore.location=" + tls.get("ssl.keyStore.location"))
                    .contains("Stores of type BCFKS cannot be read")
                    .contains("bcprov-jdk18on.jar");
        }
    }
}
