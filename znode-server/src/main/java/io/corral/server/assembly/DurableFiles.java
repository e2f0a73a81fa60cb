package io.corral.server.assembly;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sees that small files outlive a crash of the machine. */
final class DurableFiles {
    private DurableFiles() {}

    /** Forces a file, or the names in a directory, to the disk. */
    static void force(Path fileOrDirectory) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
