package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.session.Session;
import java.util.List;

/**
 * The leader gives up a session it has not heard of for its timeout. Ephemeral nodes go as with a close; takes a zxid.
 * A session that has been attached anew since the leader looked lives on.
 *
 * @param sessionId the session
 * @param epochSeen its attach epoch when the leader decided
 */
public record ExpireSession(long sessionId, int epochSeen) implements Command {
    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        Session session = edit.session(sessionId);
        if (session == null) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        if (session.attachEpoch() != epochSeen) {
            return Outcomes.refused(this, edit, ErrorCode.SESSION_MOVED);
        }
        WriteScope scope = new WriteScope(edit, rules, sessionId, List.of(), stampMillis);
        Removal.end(scope, session);
        return Outcomes.applied(this, scope, Result.Done.INSTANCE);
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
