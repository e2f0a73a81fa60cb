package io.corral.tree.command;

/**
 * One method per kind of result.
 *
 * @param <R> what the visitor gives back
 */
public interface ResultVisitor<R> {
    /** Done, with nothing to tell. */
    R visit(Result.Done result);

    /** Refused. */
    R visit(Result.Failure result);

    /** A node was created, and its path is asked for. */
    R visit(Result.CreatedPath result);

    /** A node was created, and its stat is asked for too. */
    R visit(Result.CreatedNode result);

    /** A node was changed. */
    R visit(Result.Updated result);

    /** A multi was done, or failed. */
    R visit(Result.Multi result);

    /** Other members were proposed. */
    R visit(Result.MembersProposed result);

    /** Other members are in force. */
    R visit(Result.Configured result);

    /** A session was created or attached. */
    R visit(Result.SessionOpened result);

    /** An attach expected another epoch. */
    R visit(Result.StaleEpoch result);
}
