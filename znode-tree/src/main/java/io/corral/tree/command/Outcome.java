package io.corral.tree.command;

import java.util.List;

/**
 * What became of one command.
 *
 * <p>Origins find the request it belongs to by the command's origin, session, epoch and sequence, and ignore an outcome
 * that they do not wait for (any more): re-sent commands have several outcomes.
 *
 * @param command the command as decoded from the log
 * @param disposition whether it was executed
 * @param zxid the transaction it was given, or else the last one given out before it
 * @param result what it gives back
 * @param changes what watches want to know, in ZooKeeper's order; immutable
 */
public record Outcome(Command command, Disposition disposition, long zxid, Result result, List<Change> changes) {
    /** Whether a command was executed. */
    public enum Disposition {
        /** Executed. A write that failed with an error is executed too: it took its zxid and its sequence number. */
        APPLIED,
        /** Refused without any effect and without a zxid: the session has ended, moved, or showed a wrong password. */
        REFUSED,
        /** Executed before; this is a second copy. Not for clients. */
        DUPLICATE,
        /** A write with an earlier one of the same session missing. Not for clients: the origin sends both again. */
        GAP
    }

    /** ZooKeeper's error code. */
    public int error() {
        return result.error();
    }
}
