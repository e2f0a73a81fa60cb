package io.corral.tree.command;

/** How long a created node lives. Whether it gets a sequence number is another matter. */
public enum CreateKind {
    /** Until it is deleted. */
    PERSISTENT,
    /** Until its session ends. */
    EPHEMERAL,
    /** Until some time after its last child is gone. */
    CONTAINER,
    /** Until it has had no children and no new data for a given time. */
    TTL
}
