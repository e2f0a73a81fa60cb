package io.corral.raft.snapshot;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.SnapshotStorage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Snapshots as folders of a directory; see {@link SnapshotDirectory} for how they come and go. */
public final class FileSnapshotStorage implements SnapshotStorage {
    private static final int GENERATIONS = 3;
    private static final int BUFFER_BYTES = 1 << 16;

    private final SnapshotFiles files;
    private final SnapshotDirectory directory;
    private @Nullable StagedSnapshot staged;

    private FileSnapshotStorage(SnapshotFiles files, SnapshotDirectory directory) {
        this.files = files;
        this.directory = directory;
    }

    /** Opens the storage, creating the directory if it is missing, and removes what was left unfinished. */
    public static FileSnapshotStorage open(Path directory) throws IOException {
        return open(DiskSnapshotFiles.open(directory));
    }

    /** Opens the storage on these files, and removes what was left unfinished. */
    public static FileSnapshotStorage open(SnapshotFiles files) throws IOException {
        return new FileSnapshotStorage(files, SnapshotDirectory.open(files));
    }

    @Override
    public List<SnapshotMeta> list() throws IOException {
        return directory.published().stream()
                .map(SnapshotDirectory.Published::meta)
                .toList();
    }

    @Override
    public Optional<SnapshotMeta> newestValid() throws IOException {
        for (SnapshotDirectory.Published snapshot : directory.published()) {
            if (directory.isIntact(snapshot)) {
                return Optional.of(snapshot.meta());
            }
        }
        return Optional.empty();
    }

    @Override
    public InputStream open(SnapshotMeta meta) throws IOException {
        return files.open(directory.folderOf(meta), SnapshotDirectory.DATA);
    }

    @Override
    public Draft create(long index, long term, Membership membership) throws IOException {
        return new FileDraft(new SnapshotMeta(index, term, membership, 0, 0), directory.newFolder());
    }

    @Override
    public byte[] readChunk(SnapshotMeta meta, long offset, int maxBytes) throws IOException {
        return files.read(directory.folderOf(meta), SnapshotDirectory.DATA, offset, maxBytes);
    }

    @Override
    public long stageChunk(SnapshotMeta meta, long offset, byte[] data) throws IOException {
        StagedSnapshot current = staged;
        if (offset == 0) {
            discardStaged();
            String folder = directory.newFolder();
            current = new StagedSnapshot(meta, folder, directory.newData(folder));
            staged = current;
        }
        if (current == null || !current.meta.equals(meta)) {
            throw new IOException("a piece at offset " + offset + " of a snapshot whose beginning did not arrive");
        }
        if (offset == current.length()) {
            current.append(data);
        }
        return current.length();
    }

    @Override
    public void publishStaged(SnapshotMeta meta) throws IOException {
        StagedSnapshot current = staged;
        if (current == null || !current.meta.equals(meta)) {
            throw new IOException("this snapshot is not staged: " + meta);
        }
        try {
            current.finish();
        } catch (IOException damaged) {
            discardStaged();
            throw damaged;
        }
        staged = null;
        directory.publish(current.folder, meta);
        directory.prune(GENERATIONS);
    }

    @Override
    public void close() throws IOException {
        discardStaged();
    }

    private void discardStaged() throws IOException {
        StagedSnapshot current = staged;
        if (current != null) {
            staged = null;
            current.close();
            directory.delete(current.folder);
        }
    }

    /** A snapshot of the own state while it is being written. */
    private final class FileDraft implements Draft {
        private final SnapshotMeta meta;
        private final String folder;
        private final ChecksummedOutput output;
        private boolean published;

        private FileDraft(SnapshotMeta meta, String folder) throws IOException {
            this.meta = meta;
            this.folder = folder;
            OutputStream file = new SteadilyForcedOutput(directory.newData(folder));
            this.output = new ChecksummedOutput(new BufferedOutputStream(file, BUFFER_BYTES));
        }

        @Override
        public OutputStream output() {
            return output;
        }

        @Override
        public SnapshotMeta publish() throws IOException {
            output.close();
            SnapshotMeta complete =
                    new SnapshotMeta(meta.index(), meta.term(), meta.membership(), output.count(), output.checksum());
            directory.publish(folder, complete);
            published = true;
            directory.prune(GENERATIONS);
            return complete;
        }

        @Override
        public void close() throws IOException {
            if (!published) {
                output.close();
                directory.delete(folder);
            }
        }
    }
}
