package io.corral.raft.log;

/**
 * Sizes of the log.
 *
 * @param segmentBytes size of a segment file, 4 KiB to 1 GiB; a larger entry gets a segment of its own
 */
public record SegmentedLogSettings(long segmentBytes) {
    private static final long MIN_BYTES = 4 << 10;
    private static final long MAX_BYTES = 1 << 30;
    private static final long DEFAULT_BYTES = 64 << 20;

    /** Checks the range. */
    public SegmentedLogSettings {
        if (segmentBytes < MIN_BYTES || segmentBytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "segmentBytes " + segmentBytes + " is not within " + MIN_BYTES + " to " + MAX_BYTES);
        }
    }

    /** Segments of 64 MB. */
    public static SegmentedLogSettings defaults() {
        return new SegmentedLogSettings(DEFAULT_BYTES);
    }
}
