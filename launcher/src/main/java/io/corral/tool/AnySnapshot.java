package io.corral.tool;

import io.corral.server.exchange.Compression;
import io.corral.server.exchange.ImportedTree;
import io.corral.tree.TreeState;
import io.corral.tree.snapshot.TreeSnapshotReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads snapshots of either form: Corral's, by their folder or the file in it, and ZooKeeper's. */
final class AnySnapshot {
    private static final byte[] ZOOKEEPERS = "ZKSN".getBytes(StandardCharsets.US_ASCII);

    private AnySnapshot() {}

    /**
     * The state in a snapshot.
     *
     * @param file the file, or the folder of one of Corral
     * @throws IOException when it cannot be read
     */
    static TreeState read(Path file) throws IOException {
        Path data = Files.isDirectory(file) ? file.resolve("data") : file;
        try (InputStream in =
                new BufferedInputStream(Compression.unpack(new BufferedInputStream(Files.newInputStream(data))))) {
            in.mark(ZOOKEEPERS.length);
            boolean foreign = Arrays.equals(in.readNBytes(ZOOKEEPERS.length), ZOOKEEPERS);
            in.reset();
            return foreign ? ImportedTree.read(in, Integer.MAX_VALUE) : TreeSnapshotReader.read(data);
        }
    }
}
