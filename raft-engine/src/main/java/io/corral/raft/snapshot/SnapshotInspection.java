package io.corral.raft.snapshot;

import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Looks at the snapshots of a node and changes nothing: for tools. */
public final class SnapshotInspection {
    private static final int BUFFER_BYTES = 1 << 16;

    private SnapshotInspection() {}

    /**
     * A published snapshot.
     *
     * @param folder its name
     * @param meta what its manifest says; empty when that cannot be read
     * @param intact whether length and checksum of its data are those of the manifest
     */
    public record Found(String folder, Optional<SnapshotMeta> meta, boolean intact) {}

    /** All published snapshots in a directory, oldest first; reads all of them. */
    public static List<Found> of(Path directory) throws IOException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(directory)) {
            folders = entries.filter(entry -> entry.getFileName().toString().startsWith(SnapshotDirectory.PUBLISHED))
                    .sorted()
                    .toList();
        }
        List<Found> found = new ArrayList<>();
        for (Path folder : folders) {
            found.add(look(folder));
        }
        return found;
    }

    private static Found look(Path folder) {
        String name = folder.getFileName().toString();
        try {
            SnapshotMeta meta = Manifest.decode(Files.readAllBytes(folder.resolve(SnapshotDirectory.MANIFEST)));
            return new Found(name, Optional.of(meta), isIntact(folder.resolve(SnapshotDirectory.DATA), meta));
        } catch (IOException unreadable) {
            return new Found(name, Optional.empty(), false);
        }
    }

    private static boolean isIntact(Path data, SnapshotMeta meta) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(data)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                crc.update(buffer, 0, count);
            }
        }
        return Files.size(data) == meta.lengthBytes() && crc.getValue() == meta.checksum();
    }
}
