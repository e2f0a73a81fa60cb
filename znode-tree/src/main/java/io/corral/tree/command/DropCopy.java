package io.corral.tree.command;

import io.corral.tree.StagedCopy;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;

/**
 * Forgets an operator's copy that nobody goes on with, if no more of it has come than was seen.
 *
 * @param number tells one copy from another
 * @param piecesSeen how many pieces had come
 */
public record DropCopy(long number, int piecesSeen) implements Command {

    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        StagedCopy copy = edit.stagedCopy();
        if (copy == null || copy.number() != number || copy.pieces() != piecesSeen) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        edit.setStagedCopy(null);
        return Outcomes.appliedWithoutZxid(this, edit, Result.Done.INSTANCE);
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
