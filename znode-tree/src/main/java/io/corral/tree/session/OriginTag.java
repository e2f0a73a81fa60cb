package io.corral.tree.session;

/**
 * Where a command comes from, so that the right event loop of the right server picks up the outcome.
 *
 * @param serverId id of the server in the ensemble; 0 for nobody
 * @param loop number of the event loop within the server
 */
public record OriginTag(int serverId, int loop) {
    /** No event loop waits for the outcome. */
    public static final OriginTag NOBODY = new OriginTag(0, 0);
}
