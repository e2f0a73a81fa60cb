package io.corral.tree.command;

/**
 * One method per kind of operation.
 *
 * @param <R> what the visitor gives back
 */
public interface OperationVisitor<R> {
    /** Creates a node. */
    R visit(Create operation);

    /** Deletes a node. */
    R visit(Delete operation);

    /** Sets data. */
    R visit(SetData operation);

    /** Sets an access control list. */
    R visit(SetAcl operation);

    /** Checks a version. */
    R visit(Check operation);

    /** All or nothing. */
    R visit(Multi operation);

    /** Fails. */
    R visit(Failed operation);

    /** Asks for other members of the ensemble. */
    R visit(Reconfig operation);

    /** Ends the session. */
    R visit(CloseSession operation);
}
