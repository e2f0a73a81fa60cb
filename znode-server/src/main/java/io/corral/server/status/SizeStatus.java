package io.corral.server.status;

/**
 * Last, smallest and largest size in bytes; all -1 when there was none, as in ZooKeeper.
 *
 * @param last the most recent
 * @param min smallest
 * @param max largest
 */
public record SizeStatus(long last, long min, long max) {

    /** Nothing measured yet. */
    public static final SizeStatus NONE = new SizeStatus(-1, -1, -1);
}
