package io.corral.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.exchange.ZooKeeperSnapshotWriter;
import io.corral.tree.TreeState;
import io.corral.tree.snapshot.TreeSnapshotWriter;
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

@DisplayName("The snapshot toolkit")
class SnapshotToolkitTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void prints_a_snapshot_of_corral_node_by_node() throws IOException {
        Path published = Files.createDirectories(folder.resolve("snapshot-1"));
        TreeSnapshotWriter.write(TreeState.initial(), published.resolve("data"));

        assertThat(run(published.toString())).isZero();

        assertThat(text(out))
                .startsWith("ZNode Details (count=5):\n----\n/\n  cZxid = 0x00000000000000\n")
                .contains("/zookeeper/config\n")
                .contains("  dataLength = 0\n----\n")
                .endsWith("Session Details (sid, timeout, ephemeralCount):\n----\nLast zxid: 0x0\n");
    }

    @Test
    void prints_a_snapshot_in_the_format_of_zookeeper() throws IOException {
        Path file = folder.resolve("snapshot.0");
        try (OutputStream stream = Files.newOutputStream(file)) {
            ZooKeeperSnapshotWriter.write(TreeState.initial(), stream);
        }

        assertThat(run("-d", file.toString())).isZero();
        assertThat(text(out)).contains("ZNode Details (count=5):").contains("  data = \n");
    }

    @Test
    void says_what_it_needs_and_what_it_cannot_read() {
        assertThat(run()).isEqualTo(2);
        assertThat(run(folder.resolve("absent").toString())).isEqualTo(1);
        assertThat(text(err)).contains("USAGE:").contains("absent cannot be read");
    }

    private int run(String... arguments) {
        return SnapshotToolkit.run(stream(out), stream(err), arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
