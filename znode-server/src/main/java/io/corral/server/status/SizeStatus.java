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

    /** Both together, when the others were measured after these. */
    public SizeStatus followedBy(SizeStatus others) {
        if (others.last < 0) {
            return this;
        }
        return last < 0 ? others : new SizeStatus(others.last, Math.min(min, others.min), Math.max(max, others.max));
    }
}
