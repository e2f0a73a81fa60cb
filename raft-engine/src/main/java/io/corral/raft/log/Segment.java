package io.corral.raft.log;

/**
 * One segment file of the log.
 *
 * @param sequence its number
 * @param file where it is stored
 */
record Segment(long sequence, LogFile file) {
    private static final String PREFIX = "segment-";
    private static final String SUFFIX = ".log";

    /** The file name of the segment with this number. */
    static String fileName(long sequence) {
        return String.format("%s%016x%s", PREFIX, sequence, SUFFIX);
    }

    static boolean isFileName(String name) {
        return name.matches(PREFIX + "[0-9a-f]{16}" + SUFFIX);
    }

    /** The number in a name that {@link #isFileName} accepts. */
    static long sequenceOf(String name) {
        return Long.parseUnsignedLong(name, PREFIX.length(), PREFIX.length() + 16, 16);
    }
}
