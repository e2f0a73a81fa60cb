package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.path.PathRules;
import java.util.List;

/**
 * The leader clears away an empty container, or a node whose time to live has passed. Whether it is due is the leader's
 * decision; here it is checked again that it has no children and that its data has not been set since.
 *
 * @param path full path
 * @param mzxidSeen transaction that had last set its data when the leader decided
 */
public record DeleteContainer(String path, long mzxidSeen) implements Command {
    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        if (!PathRules.hasParent(path) || PathRules.isReserved(path)) {
            return Outcomes.refused(this, edit, ErrorCode.BAD_ARGUMENTS);
        }
        NodeDraft node = edit.find(path);
        NodeDraft parent = edit.find(PathRules.parentOf(path));
        if (node == null || parent == null) {
            return Outcomes.refused(this, edit, ErrorCode.NO_NODE);
        }
        if (node.numChildren() > 0) {
            return Outcomes.refused(this, edit, ErrorCode.NOT_EMPTY);
        }
        if (node.fields().isEphemeral() || node.fields().mzxid() != mzxidSeen) {
            return Outcomes.refused(this, edit, ErrorCode.BAD_VERSION);
        }
        WriteScope scope = new WriteScope(edit, rules, 0, List.of(), stampMillis);
        Removal.remove(scope, parent, node);
        return Outcomes.applied(this, scope, Result.Done.INSTANCE);
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
