package io.corral.raft.snapshot;

import io.corral.raft.core.ReceivedPart;
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
    private final int generations;
    private @Nullable StagedSnapshot staged;

    private FileSnapshotStorage(SnapshotFiles files, SnapshotDirectory directory, int generations) {
        this.files = files;
        this.directory = directory;
        this.generations = generations;
    }

    /** Goes on with what was being received, unless there is something newer. */
    private void resume() throws IOException {
        staged = StagedSnapshot.resume(directory).orElse(null);
        List<SnapshotMeta> published = list();
        if (staged == null && directory.has(StagedSnapshot.FOLDER)) {
            directory.delete(StagedSnapshot.FOLDER);
        } else if (!published.isEmpty()) {
            discardStagedUpTo(published.get(0).index());
        }
    }

    /** Opens the storage, creating the directory if it is missing, and removes what nobody can go on with. */
    public static FileSnapshotStorage open(Path directory) throws IOException {
        return open(DiskSnapshotFiles.open(directory));
    }

    /**
     * The same, keeping so many snapshots.
     *
     * @param directory where they are
     * @param generations how many are kept; at least 1
     */
    public static FileSnapshotStorage open(Path directory, int generations) throws IOException {
        return open(DiskSnapshotFiles.open(directory), generations);
    }

    /** Opens the storage on these files, and removes what nobody can go on with. */
    public static FileSnapshotStorage open(SnapshotFiles files) throws IOException {
        return open(files, GENERATIONS);
    }

    private static FileSnapshotStorage open(SnapshotFiles files, int generations) throws IOException {
        FileSnapshotStorage storage = new FileSnapshotStorage(files, SnapshotDirectory.open(files), generations);
        storage.resume();
        return storage;
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
            current = beginStaged(meta);
        }
        if (current == null || !current.meta().equals(meta)) {
            throw new IOException("a piece at offset " + offset + " of a snapshot whose beginning did not arrive");
        }
        if (offset == current.length()) {
            try {
                current.append(data);
            } catch (IOException failed) {
                // What came of the piece is not known.
                discardStaged();
                throw failed;
            }
        }
        return current.length();
    }

    private StagedSnapshot beginStaged(SnapshotMeta meta) throws IOException {
        if (directory.has(StagedSnapshot.FOLDER)) {
            // Could not be begun, or removed, the last time.
            directory.delete(StagedSnapshot.FOLDER);
        }
        StagedSnapshot begun = StagedSnapshot.begin(directory, meta);
        staged = begun;
        return begun;
    }

    @Override
    public Optional<ReceivedPart> received() {
        StagedSnapshot current = staged;
        return current == null || current.length() == 0
                ? Optional.empty()
                : Optional.of(new ReceivedPart(current.meta(), current.length()));
    }

    @Override
    public void publishStaged(SnapshotMeta meta) throws IOException {
        StagedSnapshot current = staged;
        if (current == null || !current.meta().equals(meta)) {
            throw new IOException("this snapshot is not staged: " + meta);
        }
        try {
            current.finish();
        } catch (IOException damaged) {
            discardStaged();
            throw damaged;
        }
        staged = null;
        directory.show(StagedSnapshot.FOLDER, meta);
        directory.prune(generations);
    }

    @Override
    public void close() throws IOException {
        StagedSnapshot current = staged;
        staged = null;
        if (current != null) {
            current.close();
        }
    }

    private void discardStagedUpTo(long index) throws IOException {
        StagedSnapshot current = staged;
        if (current != null && current.meta().index() <= index) {
            discardStaged();
        }
    }

    private void discardStaged() throws IOException {
        StagedSnapshot current = staged;
        if (current != null) {
            staged = null;
            current.close();
            directory.delete(StagedSnapshot.FOLDER);
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
            directory.prune(generations);
            discardStagedUpTo(complete.index());
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
