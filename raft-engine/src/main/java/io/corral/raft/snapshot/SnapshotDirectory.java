package io.corral.raft.snapshot;

import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Steps on the file system. A snapshot is a folder with {@code data} and {@code manifest}; it is written under a name that
 * does not count, forced, and renamed: one atomic step from nothing to everything. Removal goes the same way back.
 */
final class SnapshotDirectory {
    static final String DATA = "data";
    static final String MANIFEST = "manifest";
    static final String PUBLISHED = "snapshot-";
    private static final String UNFINISHED = "unfinished-";
    private static final String REMOVED = "removed-";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_MANIFEST_BYTES = 1 << 20;

    private final SnapshotFiles files;
    private long created;

    /** The folders whose data was found not to be what their manifests say. */
    private final Set<String> damaged = Collections.synchronizedSet(new HashSet<>());

    private SnapshotDirectory(SnapshotFiles files) {
        this.files = files;
    }

    /** A folder and what its manifest says. */
    record Published(String folder, SnapshotMeta meta) {}

    /** Takes the files over, and clears what a crash left unfinished. */
    static SnapshotDirectory open(SnapshotFiles files) throws IOException {
        SnapshotDirectory directory = new SnapshotDirectory(files);
        for (String folder : directory.folders(UNFINISHED)) {
            files.deleteFolder(folder);
        }
        for (String folder : directory.folders(REMOVED)) {
            files.deleteFolder(folder);
        }
        return directory;
    }

    /** What the folders are made of. */
    SnapshotFiles files() {
        return files;
    }

    /** Whether there is a folder of this name. */
    boolean has(String folder) throws IOException {
        return files.folders().contains(folder);
    }

    /** An empty folder that does not count yet. */
    String newFolder() throws IOException {
        String folder = UNFINISHED + created++;
        files.createFolder(folder);
        return folder;
    }

    /** The file for the data in a new folder. */
    SnapshotFiles.NewFile newData(String folder) throws IOException {
        return files.create(folder, DATA);
    }

    /** Makes a folder count whose data is written and forced. */
    void publish(String folder, SnapshotMeta meta) throws IOException {
        writeManifest(folder, meta);
        files.forceFolder(folder);
        show(folder, meta);
    }

    /** Says durably what is in a folder, or is going to be. */
    void writeManifest(String folder, SnapshotMeta meta) throws IOException {
        try (SnapshotFiles.NewFile manifest = files.create(folder, MANIFEST)) {
            manifest.write(ByteBuffer.wrap(Manifest.encode(meta)));
            manifest.force();
        }
    }

    /** What is in a folder, or was going to be. */
    SnapshotMeta manifest(String folder) throws IOException {
        return Manifest.decode(files.read(folder, MANIFEST, 0, MAX_MANIFEST_BYTES));
    }

    /** Makes a folder count of which everything is durable. */
    void show(String folder, SnapshotMeta meta) throws IOException {
        files.renameFolder(folder, freeName(meta));
        files.force();
    }

    /** All snapshots with a readable manifest, newest first. */
    List<Published> published() throws IOException {
        List<Published> found = new ArrayList<>();
        for (String folder : folders(PUBLISHED)) {
            try {
                found.add(new Published(folder, manifest(folder)));
            } catch (IOException unreadable) {
                // It does not count; it stays for whoever looks into the damage, until newer ones push it out.
            }
        }
        found.sort(Comparator.comparingLong((Published each) -> each.meta().index())
                .thenComparing(each -> each.folder())
                .reversed());
        return found;
    }

    /** Removes all but the newest {@code kept} snapshots, and damaged ones older than those. */
    void prune(int kept) throws IOException {
        List<String> wanted =
                published().stream().limit(kept).map(Published::folder).toList();
        if (wanted.size() < kept) {
            return;
        }
        String oldest = wanted.get(kept - 1);
        for (String folder : folders(PUBLISHED)) {
            if (!wanted.contains(folder) && folder.compareTo(oldest) < 0) {
                String removed = REMOVED + created++;
                files.renameFolder(folder, removed);
                files.force();
                files.deleteFolder(removed);
            }
        }
    }

    /** Whether the data has the length and the checksum of the manifest; reads all of it. */
    boolean isIntact(Published snapshot) throws IOException {
        boolean intact = agrees(snapshot);
        if (!intact) {
            damaged.add(snapshot.folder());
        }
        return intact;
    }

    private boolean agrees(Published snapshot) throws IOException {
        try {
            return files.size(snapshot.folder(), DATA) == snapshot.meta().lengthBytes()
                    && checksum(snapshot.folder()) == snapshot.meta().checksum();
        } catch (NoSuchFileException lost) {
            return false;
        }
    }

    private long checksum(String folder) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = files.open(folder, DATA)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                crc.update(buffer, 0, count);
            }
        }
        return crc.getValue();
    }

    /** Removes a folder that does not count. */
    void delete(String folder) throws IOException {
        files.deleteFolder(folder);
    }

    /** The folder of a published snapshot; of two that are the same, one that is not known to be damaged. */
    String folderOf(SnapshotMeta meta) throws IOException {
        for (Published snapshot : published()) {
            if (snapshot.meta().equals(meta) && !damaged.contains(snapshot.folder())) {
                return snapshot.folder();
            }
        }
        throw new NoSuchFileException("no snapshot " + meta);
    }

    /** Names sort by index, then term, then order of publication; an existing snapshot is never replaced. */
    private String freeName(SnapshotMeta meta) throws IOException {
        List<String> taken = files.folders();
        for (int copy = 0; ; copy++) {
            String name = String.format("%s%016x-%016x-%04x", PUBLISHED, meta.index(), meta.term(), copy);
            if (!taken.contains(name)) {
                return name;
            }
        }
    }

    private List<String> folders(String prefix) throws IOException {
        return files.folders().stream()
                .filter(folder -> folder.startsWith(prefix))
                .toList();
    }
}
