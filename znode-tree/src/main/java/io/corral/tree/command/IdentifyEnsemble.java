package io.corral.tree.command;

import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.ensemble.EnsembleState;

/**
 * The leader of an ensemble without an identity gives it one, for good: that of the first such command in the log. Every later one is
 * a duplicate. Clients see nothing of it; no zxid is taken.
 *
 * @param identity tells the ensemble from all others; not {@link EnsembleState#NO_IDENTITY}
 */
public record IdentifyEnsemble(long identity) implements Command {
    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        if (edit.ensemble().identity() != EnsembleState.NO_IDENTITY || identity == EnsembleState.NO_IDENTITY) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        edit.setEnsemble(edit.ensemble().identifiedAs(identity));
        return Outcomes.appliedWithoutZxid(this, edit, Result.Done.INSTANCE);
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
