package io.corral.server.control;

/**
 * The newest snapshot of a server.
 *
 * @param zxid the last transaction in it
 * @param epochSeconds when it was written, or read at the start; seconds since 1970
 */
public record LastSnapshot(long zxid, long epochSeconds) {

    /** There is none. */
    public static final LastSnapshot NONE = new LastSnapshot(-1, -1);
}
