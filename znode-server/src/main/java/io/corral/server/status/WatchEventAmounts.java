package io.corral.server.status;

/**
 * How many watchers each change of a znode had to tell, by kind of change; changes that nobody watched are not counted.
 *
 * @param created znodes that came into being
 * @param deleted znodes that went
 * @param dataChanged znodes whose data was set
 * @param childrenChanged znodes that got or lost a child
 */
public record WatchEventAmounts(Amounts created, Amounts deleted, Amounts dataChanged, Amounts childrenChanged) {

    /** Nobody was told anything. */
    public static final WatchEventAmounts NONE =
            new WatchEventAmounts(Amounts.NONE, Amounts.NONE, Amounts.NONE, Amounts.NONE);

    /** Both together. */
    public WatchEventAmounts plus(WatchEventAmounts other) {
        return new WatchEventAmounts(
                created.plus(other.created),
                deleted.plus(other.deleted),
                dataChanged.plus(other.dataChanged),
                childrenChanged.plus(other.childrenChanged));
    }
}
