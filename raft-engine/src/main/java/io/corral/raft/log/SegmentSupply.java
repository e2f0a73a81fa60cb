package io.corral.raft.log;

import io.corral.raft.port.UnwritableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    /** Files that were obtained and not used yet; nearly always empty. */
    private final List<LogFile> stock = new ArrayList<>();

    private FilePreparation.@Nullable Prepared spare;
    private long created;

    SegmentSupply(LogDirectory directory, long segmentBytes, FilePreparation preparation) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.preparation = preparation;
    }

    long segmentBytes() {
        return segmentBytes;
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
        if (spare == null && stock.isEmpty()) {
            String name = nextName();
            spare = preparation.begin(() -> directory.create(name, segmentBytes));
        }
    }

    /**
     * Sees to it that files of these sizes can be taken without asking the disk for space. What was obtained before the disk
     * refused is kept for the next attempt.
     *
     * @throws UnwritableException when the disk has no room for them
     */
    void secure(List<Long> sizes) throws IOException {
        List<LogFile> free = new ArrayList<>(stock);
        for (long size : sizes) {
            LogFile found = smallest(free, size);
            if (found == null) {
                found = obtain(size);
                stock.add(found);
            }
            free.remove(found);
        }
    }

    /** A zero-filled file of at least {@code bytes} under a temporary name; waits for it if it must. */
    LogFile take(long bytes) throws IOException {
        LogFile found = smallest(stock, bytes);
        if (found == null) {
            return obtain(Math.max(bytes, segmentBytes));
        }
        stock.remove(found);
        return found;
    }

    private LogFile obtain(long size) throws IOException {
        FilePreparation.Prepared prepared = spare;
        if (size > segmentBytes || prepared == null) {
            return directory.create(nextName(), size);
        }
        spare = null;
        try {
            return prepared.await();
        } catch (UnwritableException before) {
            // That was when it was prepared; there may be room now.
            return directory.create(nextName(), size);
        }
    }

    private static @Nullable LogFile smallest(List<LogFile> files, long bytes) {
        return files.stream()
                .filter(file -> file.size() >= bytes)
                .min(Comparator.comparingLong(LogFile::size))
                .orElse(null);
    }

    /** Waits for a file under way; the next start removes it from the directory. */
    void close() throws IOException {
        for (LogFile file : stock) {
            file.close();
        }
        stock.clear();
        if (spare != null) {
            FilePreparation.Prepared prepared = spare;
            spare = null;
            try {
                prepared.await().close();
            } catch (UnwritableException refused) {
                // There is no file to close.
            }
        }
    }

    private String nextName() {
        return SPARE_PREFIX + created++;
    }
}
