package io.corral.raft.snapshot;

import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Steps on the file system. A snapshot is a folder with {@code data} and {@code manifest}; it is written under a name that
 * does not count, forced, and renamed: one atomic step from nothing to everything. Removal goes the same way back.
 */
final class SnapshotDirectory {
    static final String DATA = "data";
    private static final String MANIFEST = "manifest";
    private static final String PUBLISHED = "snapshot-";
    private static final String UNFINISHED = "unfinished-";
    private static final String REMOVED = "removed-";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path root;
    private long created;

    private SnapshotDirectory(Path root) {
        this.root = root;
    }

    /** A folder and what its manifest says. */
    record Published(Path folder, SnapshotMeta meta) {}

    /** Opens the directory, creating it if need be, and clears what a crash left unfinished. */
    static SnapshotDirectory open(Path root) throws IOException {
        Path absolute = root.toAbsolutePath();
        Files.createDirectories(absolute);
        Path parent = absolute.getParent();
        if (parent != null) {
            force(parent);
        }
        SnapshotDirectory directory = new SnapshotDirectory(absolute);
        for (Path folder : directory.folders(UNFINISHED)) {
            directory.delete(folder);
        }
        for (Path folder : directory.folders(REMOVED)) {
            directory.delete(folder);
        }
        return directory;
    }

    /** An empty folder that does not count yet. */
    Path newFolder() throws IOException {
        return Files.createDirectory(root.resolve(UNFINISHED + created++));
    }

    /** Makes a folder count whose data is written and forced. */
    void publish(Path folder, SnapshotMeta meta) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        Files.write(manifest, Manifest.encode(meta));
        force(manifest);
        force(folder);
        Files.move(folder, freeName(meta), StandardCopyOption.ATOMIC_MOVE);
        force(root);
    }

    /** All snapshots with a readable manifest, newest first. */
    List<Published> published() throws IOException {
        List<Published> found = new ArrayList<>();
        for (Path folder : folders(PUBLISHED)) {
            try {
                found.add(new Published(folder, Manifest.decode(Files.readAllBytes(folder.resolve(MANIFEST)))));
            } catch (IOException unreadable) {
                // It does not count; it stays for whoever looks into the damage, until newer ones push it out.
            }
        }
        found.sort(Comparator.comparingLong((Published each) -> each.meta().index())
                .thenComparing(each -> each.folder().getFileName().toString())
                .reversed());
        return found;
    }

    /** Removes all but the newest {@code kept} snapshots, and damaged ones older than those. */
    void prune(int kept) throws IOException {
        List<Path> wanted =
                published().stream().limit(kept).map(Published::folder).toList();
        if (wanted.size() < kept) {
            return;
        }
        String oldest = wanted.get(kept - 1).getFileName().toString();
        for (Path folder : folders(PUBLISHED)) {
            if (!wanted.contains(folder) && folder.getFileName().toString().compareTo(oldest) < 0) {
                Path removed = root.resolve(REMOVED + created++);
                Files.move(folder, removed, StandardCopyOption.ATOMIC_MOVE);
                force(root);
                delete(removed);
            }
        }
    }

    /** Whether the data has the length and the checksum of the manifest; reads all of it. */
    boolean isIntact(Published snapshot) throws IOException {
        Path data = snapshot.folder().resolve(DATA);
        if (!Files.isRegularFile(data) || Files.size(data) != snapshot.meta().lengthBytes()) {
            return false;
        }
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(data)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                crc.update(buffer, 0, count);
            }
        }
        return crc.getValue() == snapshot.meta().checksum();
    }

    /** Removes a folder that does not count. */
    void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Names sort by index, then term, then order of publication; an existing snapshot is never replaced. */
    private Path freeName(SnapshotMeta meta) {
        for (int copy = 0; ; copy++) {
            Path name = root.resolve(String.format("%s%016x-%016x-%04x", PUBLISHED, meta.index(), meta.term(), copy));
            if (!Files.exists(name)) {
                return name;
            }
        }
    }

    private List<Path> folders(String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }
}
