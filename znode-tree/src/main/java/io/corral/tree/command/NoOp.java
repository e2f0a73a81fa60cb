package io.corral.tree.command;

import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;

/** Nothing: a place in the log. Takes no zxid. */
public record NoOp() implements Command {
    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        return Outcomes.appliedWithoutZxid(this, edit, Result.Done.INSTANCE);
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
