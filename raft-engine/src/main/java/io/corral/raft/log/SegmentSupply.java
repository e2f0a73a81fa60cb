package io.corral.raft.log;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Creates zero-filled files for coming segments, one ahead and away from the log thread: filling 64 MB during a group
 * commit would be felt by every waiting client.
 */
final class SegmentSupply {
    private static final String SPARE_PREFIX = "spare-";

    private final LogDirectory directory;
    private final long segmentBytes;
    private final Executor background;
    private @Nullable CompletableFuture<LogFile> spare;
    private long created;

    SegmentSupply(LogDirectory directory, long segmentBytes, Executor background) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.background = background;
    }

    /** Removes what an earlier run prepared and did not use. */
    void removeLeftovers() throws IOException {
        for (String name : directory.list()) {
            if (name.startsWith(SPARE_PREFIX)) {
                directory.delete(name);
            }
        }
    }

    /** Begins to prepare the next file unless that is under way. */
    void prepare() {
        if (spare == null) {
            String name = nextName();
            spare = CompletableFuture.supplyAsync(() -> create(name), background);
        }
    }

    /** A zero-filled file of at least {@code bytes} under a temporary name; waits for it if it must. */
    LogFile take(long bytes) throws IOException {
        if (bytes > segmentBytes) {
            return directory.create(nextName(), bytes);
        }
        CompletableFuture<LogFile> prepared = spare;
        if (prepared == null) {
            return directory.create(nextName(), segmentBytes);
        }
        spare = null;
        try {
            return prepared.join();
        } catch (CompletionException failed) {
            throw new IOException("could not prepare a log segment in " + directory.describe(), failed.getCause());
        }
    }

    /** Drops a prepared file; the next start removes it from the directory. */
    void close() {
        if (spare != null) {
            var unused = spare.thenAccept(SegmentSupply::closeQuietly);
            spare = null;
        }
    }

    private String nextName() {
        return SPARE_PREFIX + created++;
    }

    private LogFile create(String name) {
        try {
            return directory.create(name, segmentBytes);
        } catch (IOException failed) {
            throw new CompletionException(failed);
        }
    }

    private static void closeQuietly(LogFile file) {
        try {
            file.close();
        } catch (IOException ignored) {
            // Nothing was written to it.
        }
    }
}
