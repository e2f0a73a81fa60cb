package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.StagedCopy;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.path.PathRules;
import io.corral.tree.session.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * An operator replaces all nodes and sessions by those of a copy that has come in pieces ({@link StageCopy}), on every replica in the
 * same place of the log. Zxid and time never go back. Sessions that are in both keep their password and begin a new attach epoch, so
 * that nothing sent before is executed after. The node with the membership stays as it was. Refused when not all of the copy is there.
 *
 * @param number tells one copy from another; not 0
 * @param pieces how many it has
 * @param zxid the last transaction id in the copy
 */
public record RestoreTree(long number, int pieces, long zxid) implements Command {

    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        StagedCopy staged = edit.stagedCopy();
        if (staged == null || staged.number() != number || staged.pieces() != pieces) {
            return Outcomes.refused(this, edit, ErrorCode.BAD_ARGUMENTS);
        }
        TreeState copy = staged.state();
        NodeDraft membership = edit.find(PathRules.CONFIG);
        Znode kept = membership == null ? null : membership.fields();
        List<Session> known = new ArrayList<>();
        for (Session session : copy.sessions().values()) {
            Session now = edit.session(session.id());
            if (now != null) {
                known.add(now.attached(now.owner(), now.timeoutMillis()).withEphemerals(session.ephemerals()));
            }
        }
        edit.startOverFrom(copy);
        known.forEach(edit::put);
        NodeDraft config = edit.find(PathRules.CONFIG);
        if (config != null && kept != null) {
            edit.update(config, kept.toBuilder());
        }
        edit.advanceTime(stampMillis);
        edit.skipTo(zxid);
        edit.nextZxid();
        return Outcomes.appliedWithoutZxid(this, edit, Result.Done.INSTANCE);
    }

    @Override
    public long replacement() {
        return number;
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
