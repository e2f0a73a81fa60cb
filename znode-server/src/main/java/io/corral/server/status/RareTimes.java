package io.corral.server.status;

/**
 * How long the things took that do not belong to any request.
 *
 * @param election from when no leader was known, or the last one was given up, until the next one was
 * @param restore replacing the state by a snapshot, at the start or because the leader sent one
 * @param copies replacing the state of all servers by an operator's copy
 * @param pauses of the whole process, as far as they are looked for
 */
public record RareTimes(Distribution election, Distribution restore, Distribution copies, Distribution pauses) {

    /** Nothing measured yet. */
    public static final RareTimes NONE =
            new RareTimes(Distribution.NONE, Distribution.NONE, Distribution.NONE, Distribution.NONE);
}
