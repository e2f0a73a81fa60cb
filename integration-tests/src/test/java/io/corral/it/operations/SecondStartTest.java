package io.corral.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server that is started a second time")
@SuppressWarnings("try") // a client's close may be interrupted
class SecondStartTest {
    private static final int SESSION_MILLIS = 10_000;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("ends with exit code 3, names the process that runs, and harms none of its files")
    void twice() throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 1, folder.resolve("first"));
        try (Ensemble corral = Ensemble.start(spec)) {
            ServerProcess first = corral.server(1);
            Path data = first.configuration().resolveSibling("data");
            write(corral, "/before");
            List<Path> files = filesIn(data.resolve("corral/log"));
            ServerProcess second = ServerProcess.of(
                    spec,
                    1,
                    folder.resolve("second"),
                    first.clientPort(),
                    List.of("clientPort=" + first.clientPort(), "admin.enableServer=false"));
            second.configure("dataDir", data.toString());

            second.start();

            assertThat(second.awaitExit()).isEqualTo(3);
            assertThat(second.logTail(20)).contains("is in use by process " + first.pid());
            assertThat(filesIn(data.resolve("corral/log"))).containsAll(files);
            write(corral, "/after");
            first.kill();
            first.start();
            corral.awaitServing();
            try (ZooKeeper client = new ZooKeeper(corral.connectString(), SESSION_MILLIS, event -> {})) {
                assertThat(client.getChildren("/", false)).contains("before", "after");
            }
        }
    }

    private static void write(Ensemble corral, String path) throws Exception {
        try (ZooKeeper client = new ZooKeeper(corral.connectString(), SESSION_MILLIS, event -> {})) {
            client.create(path, path.getBytes(StandardCharsets.UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            // What is being written beside its place is renamed meanwhile.
            return files.filter(file -> !file.toString().endsWith(".building")).toList();
        }
    }
}
