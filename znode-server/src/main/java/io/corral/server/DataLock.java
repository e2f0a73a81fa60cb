package io.corral.server;

import io.corral.server.config.StorageConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps a second process away from the files of a running server, which it would take for those of one that crashed: it would cut
 * their ends off and remove what is being written. A file {@code lock} in the directory of the log and in that of the snapshots is
 * locked as long as the server runs; it holds the number of the process. The operating system gives the lock up when the process ends, in whatever way,
 * so the file itself stays.
 *
 * <p>Against a second server within the same process it protects only as long as that one is not closed again: some systems
 * then give up all locks that the process has on the file.
 */
final class DataLock implements AutoCloseable {
    private static final String FILE = "lock";
    private static final int LONGEST_NUMBER = 32;

    private final List<FileChannel> held = new ArrayList<>();

    private DataLock() {}

    /**
     * Locks the directories, which are created when they are missing.
     *
     * @throws DataDirectoryException when another process has one of them, or it cannot be locked
     * @throws IOException when a directory or the file in it cannot be created or opened
     */
    static DataLock take(StorageConfig storage) throws IOException {
        DataLock lock = new DataLock();
        try {
            for (Path directory : realPaths(storage.ownDirectories())) {
                lock.hold(directory);
            }
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** One directory may have two names. */
    private static Set<Path> realPaths(List<Path> directories) throws IOException {
        Set<Path> real = new LinkedHashSet<>();
        for (Path directory : directories) {
            real.add(Files.createDirectories(directory).toRealPath());
        }
        return real;
    }

    private void hold(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        held.add(channel);
        if (!isFree(channel, file)) {
            throw new DataDirectoryException("The data directory " + directory + " is in use by " + holder(channel)
                    + ". Only one server at a time can use it: stop that one first, or give this server directories of its"
                    + " own with dataDir and dataLogDir.");
        }
        announce(channel);
    }

    private static boolean isFree(FileChannel channel, Path file) throws DataDirectoryException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new DataDirectoryException(
                    "The file " + file + " cannot be locked: " + e.getMessage()
                            + ". Without the lock a second server could damage the data; use a file system with locks.",
                    e);
        }
    }

    private static String holder(FileChannel channel) {
        try {
            ByteBuffer number = ByteBuffer.allocate(LONGEST_NUMBER);
            channel.read(number, 0);
            String text = new String(number.array(), 0, number.position(), StandardCharsets.US_ASCII).strip();
            return text.isEmpty() ? "another process" : "process " + text;
        } catch (IOException e) {
            return "another process";
        }
    }

    /** Who holds the lock is for people to read; a full disk must not keep the server from its start. */
    private static void announce(FileChannel channel) {
        byte[] number = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(number), 0);
        } catch (IOException e) {
            // The lock holds without it.
        }
    }

    @Override
    public void close() {
        for (FileChannel channel : held) {
            try {
                channel.close();
            } catch (IOException e) {
                // Nothing was written that could be lost, and the lock goes with the process.
            }
        }
    }
}
