package io.corral.tree.command;

/** What a client session asks to be done to the tree; travels in a {@link SessionWrite}. */
public sealed interface Operation permits MultiOperation, SetAcl, Multi, Reconfig, CloseSession {
    /**
     * Checks, in ZooKeeper's order, and if all is well executes.
     *
     * @param scope on whose behalf, under which transaction, on what
     * @return the result; a {@link Result.Failure} has had no effect
     */
    Result perform(WriteScope scope);

    /** Calls the visitor's method for this kind of operation. */
    <R> R accept(OperationVisitor<R> visitor);
}
