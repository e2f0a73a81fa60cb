package io.corral.raft.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A directory to look at. What is written to its files is dropped: a replay may cut a torn tail, and nothing happens. */
final class ReadOnlyDirectory implements LogDirectory {
    private final Path path;

    ReadOnlyDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        this.path = path;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public LogFile open(String name) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(name), StandardOpenOption.READ);
        return new ReadOnlyFile(name, channel, channel.size());
    }

    @Override
    public LogFile create(String name, long size) {
        throw new UnsupportedOperationException("creating " + name);
    }

    @Override
    public void rename(LogFile file, String newName) {
        throw new UnsupportedOperationException("renaming " + file.name());
    }

    @Override
    public void delete(String name) {
        throw new UnsupportedOperationException("removing " + name);
    }

    @Override
    public void force() {
        // There is nothing to be made durable.
    }

    @Override
    public String describe() {
        return path.toString();
    }

    private record ReadOnlyFile(String name, FileChannel channel, long size) implements LogFile {

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            int start = target.position();
            while (target.hasRemaining()) {
                if (channel.read(target, position + target.position() - start) < 0) {
                    break;
                }
            }
            return target.position() - start;
        }

        @Override
        public void write(ByteBuffer source, long position) {
            source.position(source.limit());
        }

        @Override
        public void force() {
            // There is nothing to be made durable.
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
