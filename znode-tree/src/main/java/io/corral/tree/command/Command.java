package io.corral.tree.command;

import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.session.OriginTag;

/** One thing that replicas do to the state in the order of the log. Immutable. */
public sealed interface Command
        permits SessionWrite,
                CreateSession,
                AttachSession,
                ExpireSession,
                DeleteContainer,
                PublishConfig,
                FoundEnsemble,
                FinishReconfig,
                IdentifyEnsemble,
                StageCopy,
                DropCopy,
                RestoreTree,
                NoOp {
    /** The event loop that waits for the outcome; {@link OriginTag#NOBODY} if none does. */
    default OriginTag origin() {
        return OriginTag.NOBODY;
    }

    /**
     * The number of the replacement when the command replaces the state as a whole, unless it is refused, so that nobody can go on
     * from what they saw before; 0 when it does not.
     */
    default long replacement() {
        return 0;
    }

    /**
     * Executes the command. A pure function of the edit's state, the rules, the time and the command.
     *
     * @param edit where the state stands; changed by the effects
     * @param rules those of the leader that took the command in
     * @param stampMillis wall clock of the leader when it took the command in, milliseconds since 1970
     * @return what became of it
     */
    Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis);

    /** Calls the visitor's method for this kind of command. */
    <R> R accept(CommandVisitor<R> visitor);
}
