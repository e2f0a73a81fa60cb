package io.corral.raft.log;

import io.corral.raft.port.UnwritableException;
import io.corral.raft.port.WriteObstacle;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tells a disk that is full or read-only from one that fails. The words of the operating system say it where they are English;
 * otherwise the state of the file system does.
 */
final class DiskRefusal {
    private static final long NEXT_TO_NOTHING_BYTES = 64 << 10;

    private DiskRefusal() {}

    /** The failure to be thrown for a write, creation or deletion in this directory that failed. */
    static IOException of(IOException failed, Path directory, String what) {
        WriteObstacle obstacle = obstacle(failed, directory);
        if (obstacle == null) {
            return failed;
        }
        UnwritableException refusal = new UnwritableException(obstacle, what);
        refusal.initCause(failed);
        return refusal;
    }

    /** Fails unless the file system says that it has this many bytes for us; it may be wrong either way. */
    static void requireSpace(Path directory, long bytes, String what) throws IOException {
        FileStore store = Files.getFileStore(directory);
        long usable = store.getUsableSpace();
        if (usable < bytes) {
            throw new UnwritableException(
                    WriteObstacle.NO_SPACE, what + " of " + bytes + " bytes; " + usable + " are free");
        }
    }

    private static @Nullable WriteObstacle obstacle(IOException failed, Path directory) {
        String reason = reason(failed);
        if (reason.contains("No space left") || reason.contains("quota exceeded")) {
            return WriteObstacle.NO_SPACE;
        }
        if (reason.contains("Read-only file system")) {
            return WriteObstacle.READ_ONLY;
        }
        try {
            FileStore store = Files.getFileStore(directory);
            if (store.isReadOnly()) {
                return WriteObstacle.READ_ONLY;
            }
            return store.getUsableSpace() < NEXT_TO_NOTHING_BYTES ? WriteObstacle.NO_SPACE : null;
        } catch (IOException unknown) {
            return null;
        }
    }

    private static String reason(IOException failed) {
        String reason = failed instanceof FileSystemException named ? named.getReason() : failed.getMessage();
        return reason == null ? "" : reason;
    }
}
