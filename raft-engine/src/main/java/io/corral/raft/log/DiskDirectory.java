package io.corral.raft.log;

import io.corral.raft.port.UnwritableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A directory of the operating system. */
public final class DiskDirectory implements LogDirectory {
    private static final int FILL_BYTES = 256 << 10;
    private static final int FORCE_EVERY_BYTES = 256 << 10;

    private final Path path;

    private DiskDirectory(Path path) {
        this.path = path;
    }

    /** Opens the directory, creating it if it is missing. */
    public static DiskDirectory open(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute);
            forceDirectory(absolute.getParent() == null ? absolute : absolute.getParent());
        }
        return new DiskDirectory(absolute);
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** What could not be finished is removed again: its space is needed. */
    @Override
    public LogFile create(String name, long size) throws IOException {
        String what = "creating " + path.resolve(name);
        DiskRefusal.requireSpace(path, size, what);
        try {
            FileChannel channel = FileChannel.open(
                    path.resolve(name),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                fill(channel, name, size);
                channel.force(true);
            } catch (IOException | RuntimeException failed) {
                channel.close();
                Files.deleteIfExists(path.resolve(name));
                throw failed;
            }
            return new DiskFile(name, size, channel);
        } catch (UnwritableException refused) {
            throw refused;
        } catch (FileSystemException failed) {
            throw DiskRefusal.of(failed, path, what);
        }
    }

    private void fill(FileChannel channel, String name, long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(FILL_BYTES, size));
        // Real zeros, not a hole: later forces then change neither size nor block map, and stay cheap.
        for (long at = 0; at < size; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
            at += writeFully(channel, name, zeros, at);
            if (at % FORCE_EVERY_BYTES == 0) {
                // In small portions, so that a group commit meanwhile does not wait for all of it.
                channel.force(false);
            }
        }
    }

    @Override
    public LogFile open(String name) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new DiskFile(name, channel.size(), channel);
    }

    @Override
    public void rename(LogFile file, String newName) throws IOException {
        DiskFile renamed = (DiskFile) file;
        try {
            Files.move(path.resolve(renamed.name), path.resolve(newName), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw DiskRefusal.of(failed, path, "renaming " + path.resolve(renamed.name));
        }
        renamed.name = newName;
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException failed) {
            throw DiskRefusal.of(failed, path, "removing " + path.resolve(name));
        }
    }

    @Override
    public void force() throws IOException {
        forceDirectory(path);
    }

    @Override
    public String describe() {
        return path.toString();
    }

    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private int writeFully(FileChannel channel, String name, ByteBuffer source, long position) throws IOException {
        int written = 0;
        try {
            while (source.hasRemaining()) {
                written += channel.write(source, position + written);
            }
        } catch (IOException failed) {
            throw DiskRefusal.of(failed, path, "writing " + path.resolve(name));
        }
        return written;
    }

    /** A file of the operating system; the name changes only on the thread that renames it. */
    private final class DiskFile implements LogFile {
        private volatile String name;
        private final long size;
        private final FileChannel channel;

        private DiskFile(String name, long size, FileChannel channel) {
            this.name = name;
            this.size = size;
            this.channel = channel;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            int start = target.position();
            while (target.hasRemaining()) {
                int count = channel.read(target, position + target.position() - start);
                if (count < 0) {
                    break;
                }
            }
            return target.position() - start;
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            writeFully(channel, name, source, position);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
