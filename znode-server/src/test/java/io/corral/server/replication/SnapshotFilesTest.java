package io.corral.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.tree.TreeState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Snapshot files under construction")
class SnapshotFilesTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("that a crash has left are removed at the next start, and nothing else")
    void leftovers() throws IOException {
        Path building = Files.createDirectory(folder.resolve("building"));
        Files.writeString(building.resolve("tree-123.building"), "half a tree");
        Path foreign = Files.writeString(building.resolve("notes"), "an operator's");

        new SnapshotFiles(building, () -> 0).removeLeftovers();

        assertThat(building).isDirectoryContaining(foreign::equals);
        assertThat(building.resolve("tree-123.building")).doesNotExist();
    }

    @Test
    @DisplayName("are gone once a state has been written or read")
    void nothingStays() throws IOException {
        SnapshotFiles files = new SnapshotFiles(folder.resolve("building"), () -> 0);
        files.removeLeftovers();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        files.write(TreeState.initial(), written);
        files.read(new ByteArrayInputStream(written.toByteArray()));

        assertThat(folder.resolve("building")).isEmptyDirectory();
    }
}
