package io.corral.server.replication;

import io.corral.tree.TreeState;
import io.corral.tree.snapshot.TreeSnapshotReader;
import io.corral.tree.snapshot.TreeSnapshotWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * States as snapshot files on their way to and from the engine. A snapshot is built as a file of its own, because it is an
 * indexed one, and then streamed. Safe for use by the snapshot thread and the apply thread at the same time.
 */
public final class SnapshotFiles {
    private final Path directory;

    /** @param directory for files that live as long as one call; on the same disk as the snapshots */
    public SnapshotFiles(Path directory) {
        this.directory = directory;
    }

    void write(TreeState state, OutputStream out) throws IOException {
        Path file = temporaryFile();
        try {
            TreeSnapshotWriter.write(state, file);
            Files.copy(file, out);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    TreeState read(InputStream in) throws IOException {
        Path file = temporaryFile();
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return TreeSnapshotReader.read(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Path temporaryFile() throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, "tree-", ".building");
        Files.delete(file);
        return file;
    }
}
