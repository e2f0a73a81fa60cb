package io.corral.raft.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Creates zero-filled files for coming segments, one ahead and away from the log thread: filling 64 MB during a group
 * commit would be felt by every waiting client. Owned by the log thread.
 */
final class SegmentSupply {
    private static final String SPARE_PREFIX = "spare-";

    private final LogDirectory directory;
    private final long segmentBytes;
    private final FilePreparation preparation;
    private FilePreparation.@Nullable Prepared spare;
    private long created;

    SegmentSupply(LogDirectory directory, long segmentBytes, FilePreparation preparation) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.preparation = preparation;
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
            spare = preparation.begin(() -> directory.create(name, segmentBytes));
        }
    }

    /** A zero-filled file of at least {@code bytes} under a temporary name; waits for it if it must. */
    LogFile take(long bytes) throws IOException {
        if (bytes > segmentBytes) {
            return directory.create(nextName(), bytes);
        }
        FilePreparation.Prepared prepared = spare;
        spare = null;
        return prepared == null ? directory.create(nextName(), segmentBytes) : prepared.await();
    }

    /** Waits for a file under way; the next start removes it from the directory. */
    void close() throws IOException {
        if (spare != null) {
            spare.await().close();
            spare = null;
        }
    }

    private String nextName() {
        return SPARE_PREFIX + created++;
    }
}
