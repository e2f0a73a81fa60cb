package io.corral.tree.command;

/**
 * One method per kind of command.
 *
 * @param <R> what the visitor gives back
 */
public interface CommandVisitor<R> {
    /** A write of a client session. */
    R visit(SessionWrite command);

    /** The begin of a session. */
    R visit(CreateSession command);

    /** A session comes back on another connection. */
    R visit(AttachSession command);

    /** The leader gives a session up. */
    R visit(ExpireSession command);

    /** The leader clears away an empty container or an expired node. */
    R visit(DeleteContainer command);

    /** The leader publishes the membership. */
    R visit(PublishConfig command);

    /** The leader gives the members of the ensemble their first version. */
    R visit(FoundEnsemble command);

    /** The leader settles a change of the members. */
    R visit(FinishReconfig command);

    /** The leader gives the ensemble its identity. */
    R visit(IdentifyEnsemble command);

    /** A piece of an operator's copy. */
    R visit(StageCopy command);

    /** An operator's copy is given up. */
    R visit(DropCopy command);

    /** An operator replaces the whole state by a copy. */
    R visit(RestoreTree command);

    /** Nothing. */
    R visit(NoOp command);
}
