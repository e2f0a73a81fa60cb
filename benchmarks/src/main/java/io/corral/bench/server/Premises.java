package io.corral.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that say where the measured processes live, and how much memory each has. */
public final class Premises {
    @Option(names = "--heap", description = "Heap of each process, as -Xms and -Xmx take it.")
    private String heap = "1g";

    @Option(names = "--data", description = "Directory for the processes' data; its disk is the one that is synced.")
    private Path directory;

    @Option(names = "--keep", description = "Keep the processes' data and logs.")
    private boolean keep;

    /** Premises whose data lies in this directory unless the options say otherwise. */
    public Premises(Path directory) {
        this.directory = directory;
    }

    /** The heap, as the JVM's options take it. */
    public String heap() {
        return heap;
    }

    /** The command with this heap. */
    public JavaCommand command(JavaCommand java) {
        return java.with("-Xms" + heap, "-Xmx" + heap);
    }

    /** A new directory for the data of one side in one round. */
    public Path home(String side) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(directory).toAbsolutePath(), side);
    }

    /** Has the data erased when the processes end, unless it is to be kept. */
    public void leave(Ensemble running) {
        if (!keep) {
            running.eraseOnClose();
        }
    }
}
