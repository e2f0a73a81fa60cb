package io.corral.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.exchange.ZooKeeperSnapshotWriter;
import io.corral.tree.TreeState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The import tool")
class ZooKeeperImportTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void tells_how_far_the_data_goes_and_writes_it() throws IOException {
        writeSnapshot("snapshot.500000007");
        Path output = folder.resolve("tree.snapshot");

        assertThat(run("--data", folder.toString())).isZero();
        assertThat(output).doesNotExist();
        assertThat(run("--data", folder.toString(), "--output", output.toString()))
                .isZero();

        assertThat(text(out)).contains("snapshot.500000007").contains("4 nodes").contains("Last zxid: 0x500000007");
        assertThat(Files.size(output)).isEqualTo(Files.size(snapshots().resolve("snapshot.500000007")));
    }

    @Test
    void passes_over_a_snapshot_that_is_not_whole() throws IOException {
        writeSnapshot("snapshot.5");
        Files.write(snapshots().resolve("snapshot.6"), new byte[] {'Z', 'K', 'S', 'N', 0, 0});

        assertThat(run("--data", folder.toString())).isZero();
        assertThat(text(out)).contains("Passed over").contains("ends too early").contains("Last zxid: 0x5\n");
    }

    @Test
    void says_what_is_missing() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--data")).isEqualTo(2);
        assertThat(run("--data", "a", "--force", "b")).isEqualTo(2);
        assertThat(text(err)).contains("USAGE:");
        assertThat(run("--data", folder.toString())).isEqualTo(1);
        assertThat(text(err)).contains("no snapshot of ZooKeeper in " + snapshots());
    }

    private Path snapshots() {
        return folder.resolve("version-2");
    }

    private void writeSnapshot(String name) throws IOException {
        Files.createDirectories(snapshots());
        try (OutputStream stream = Files.newOutputStream(snapshots().resolve(name))) {
            ZooKeeperSnapshotWriter.write(TreeState.initial(), stream);
        }
    }

    private int run(String... arguments) {
        return ZooKeeperImport.run(stream(out), stream(err), arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
