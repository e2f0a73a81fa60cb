package io.corral.raft.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A directory of the operating system. */
final class DiskSnapshotFiles implements SnapshotFiles {
    private final Path root;

    private DiskSnapshotFiles(Path root) {
        this.root = root;
    }

    /** Opens the directory, creating it if it is missing. */
    static DiskSnapshotFiles open(Path root) throws IOException {
        Path absolute = root.toAbsolutePath();
        Files.createDirectories(absolute);
        Path parent = absolute.getParent();
        if (parent != null) {
            forceDirectory(parent);
        }
        return new DiskSnapshotFiles(absolute);
    }

    @Override
    public List<String> folders() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    @Override
    public void createFolder(String folder) throws IOException {
        Files.createDirectory(root.resolve(folder));
    }

    @Override
    public void renameFolder(String folder, String newName) throws IOException {
        Files.move(root.resolve(folder), root.resolve(newName), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void deleteFolder(String folder) throws IOException {
        Path removed = root.resolve(folder);
        try (Stream<Path> files = Files.list(removed)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(removed);
    }

    @Override
    public NewFile create(String folder, String file) throws IOException {
        return new ChannelFile(
                FileChannel.open(path(folder, file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public NewFile reopen(String folder, String file, long size) throws IOException {
        FileChannel channel = FileChannel.open(path(folder, file), StandardOpenOption.WRITE);
        try {
            channel.truncate(size).position(size);
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
        return new ChannelFile(channel);
    }

    @Override
    public long size(String folder, String file) throws IOException {
        return Files.size(path(folder, file));
    }

    @Override
    public InputStream open(String folder, String file) throws IOException {
        return Files.newInputStream(path(folder, file));
    }

    @Override
    public byte[] read(String folder, String file, long offset, int maxBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(path(folder, file), StandardOpenOption.READ)) {
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
    public void forceFolder(String folder) throws IOException {
        forceDirectory(root.resolve(folder));
    }

    @Override
    public void force() throws IOException {
        forceDirectory(root);
    }

    private Path path(String folder, String file) {
        return root.resolve(folder).resolve(file);
    }

    private static void forceDirectory(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A file of the operating system that only grows. */
    private static final class ChannelFile implements NewFile {
        private final FileChannel channel;

        private ChannelFile(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            while (source.hasRemaining()) {
                channel.write(source);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
