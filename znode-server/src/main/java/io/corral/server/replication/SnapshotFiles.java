package io.corral.server.replication;

import io.corral.server.control.LastSnapshot;
import io.corral.server.exchange.Spool;
import io.corral.tree.TreeState;
import io.corral.tree.snapshot.TreeSnapshotReader;
import io.corral.tree.snapshot.TreeSnapshotWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * States as snapshot files on their way to and from the engine. A snapshot is built as a file of its own, because it is an
 * indexed one, and then streamed. Safe for use by the snapshot thread and the apply thread at the same time.
 */
public final class SnapshotFiles {
    private static final String PREFIX = "tree-";
    private static final String SUFFIX = ".building";

    private final Path directory;
    private final LongSupplier wallClockMillis;
    private volatile LastSnapshot last = LastSnapshot.NONE;

    /**
     * @param directory for files that live as long as one call; on the same disk as the snapshots
     * @param wallClockMillis tells when a snapshot was written; milliseconds since 1970
     */
    public SnapshotFiles(Path directory, LongSupplier wallClockMillis) {
        this.directory = directory;
        this.wallClockMillis = wallClockMillis;
    }

    /**
     * Removes what a process that ended in the middle of a snapshot has left; it is as large as the tree. Before anything is
     * written or read.
     *
     * @throws IOException when something cannot be removed
     */
    public void removeLeftovers() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** The newest state that was written or read. Any thread. */
    public LastSnapshot last() {
        return last;
    }

    private void note(TreeState state) {
        last = new LastSnapshot(state.lastZxid(), TimeUnit.MILLISECONDS.toSeconds(wallClockMillis.getAsLong()));
    }

    void write(TreeState state, OutputStream out) throws IOException {
        Path file = temporaryFile();
        try {
            TreeSnapshotWriter.write(state, file);
            Files.copy(file, out);
            note(state);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    TreeState read(InputStream in) throws IOException {
        Path file = temporaryFile();
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            TreeState state = TreeSnapshotReader.read(file);
            note(state);
            return state;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Keeps a stream beside the snapshots for as long as it is worked with.
     *
     * @param in the stream
     * @param bytesMax when it is longer it is refused
     * @throws IOException when it cannot be read or kept, or is too long
     */
    public Spool spool(InputStream in, long bytesMax) throws IOException {
        return Spool.of(in, directory, bytesMax);
    }

    private Path temporaryFile() throws IOException {
        Files.createDirectories(directory);
        Path file = Files.createTempFile(directory, PREFIX, SUFFIX);
        Files.delete(file);
        return file;
    }
}
