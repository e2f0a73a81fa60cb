package io.corral.raft.snapshot;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.SnapshotStorage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Snapshots as folders of a directory; see {@link SnapshotDirectory} for how they come and go. */
public final class FileSnapshotStorage implements SnapshotStorage {
    private static final int GENERATIONS = 3;
    private static final int BUFFER_BYTES = 1 << 16;

    private final SnapshotDirectory directory;
    private @Nullable StagedSnapshot staged;

    private FileSnapshotStorage(SnapshotDirectory directory) {
        this.directory = directory;
    }

    /** Opens the storage, creating the directory if it is missing, and removes what was left unfinished. */
    public static FileSnapshotStorage open(Path directory) throws IOException {
        return new FileSnapshotStorage(SnapshotDirectory.open(directory));
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
        return Files.newInputStream(data(meta));
    }

    @Override
    public Draft create(long index, long term, Membership membership) throws IOException {
        return new FileDraft(new SnapshotMeta(index, term, membership, 0, 0), directory.newFolder());
    }

    @Override
    public byte[] readChunk(SnapshotMeta meta, long offset, int maxBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(data(meta), StandardOpenOption.READ)) {
            long left = Math.max(0, channel.size() - offset);
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(maxBytes, left));
            while (piece.hasRemaining()) {
                if (channel.read(piece, offset + piece.position()) < 0) {
                    throw new IOException("a snapshot became shorter while it was read");
                }
            }
            return piece.array();
        }
    }

    @Override
    public long stageChunk(SnapshotMeta meta, long offset, byte[] data) throws IOException {
        StagedSnapshot current = staged;
        if (offset == 0) {
            discardStaged();
            current = new StagedSnapshot(meta, directory.newFolder());
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

    private Path data(SnapshotMeta meta) throws IOException {
        for (SnapshotDirectory.Published snapshot : directory.published()) {
            if (snapshot.meta().equals(meta)) {
                return snapshot.folder().resolve(SnapshotDirectory.DATA);
            }
        }
        throw new NoSuchFileException("no snapshot " + meta);
    }

    /** A snapshot of the own state while it is being written. */
    private final class FileDraft implements Draft {
        private final SnapshotMeta meta;
        private final Path folder;
        private final ChecksummedOutput output;
        private boolean published;

        private FileDraft(SnapshotMeta meta, Path folder) throws IOException {
            this.meta = meta;
            this.folder = folder;
            OutputStream file = new SteadilyForcedOutput(folder.resolve(SnapshotDirectory.DATA));
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
