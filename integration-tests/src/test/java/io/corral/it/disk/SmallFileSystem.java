package io.corral.it.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of some megabytes in memory, which can be filled and relieved. */
final class SmallFileSystem implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 << 10;

    private final Path root;

    private SmallFileSystem(Path root) {
        this.root = root;
    }

    /** Mounts one on an empty directory; empty where this machine does not let us. */
    static Optional<SmallFileSystem> mount(Path root, int megabytes) {
        return run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", root.toString())
                ? Optional.of(new SmallFileSystem(root))
                : Optional.empty();
    }

    Path root() {
        return root;
    }

    /** Takes all space but about this much. */
    void fillUpTo(long bytesLeft) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (Files.getFileStore(root).getUsableSpace() > bytesLeft + CHUNK_BYTES) {
                out.write(chunk);
            }
        }
    }

    /** Gives the space back. */
    void relieve() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return root.resolve("ballast");
    }

    @Override
    public void close() {
        run("umount", root.toString());
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException unknownCommand) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + String.join(" ", command), interruption);
        }
    }
}
