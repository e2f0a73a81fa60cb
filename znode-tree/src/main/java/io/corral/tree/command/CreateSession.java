package io.corral.tree.command;

import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import io.corral.tree.session.SessionPassword;
import java.util.List;

/**
 * Begins a session, in its first attach epoch. Takes a zxid. An id that exists already makes it a duplicate.
 *
 * @param origin who serves the session and waits for the outcome
 * @param sessionId chosen by the origin, different from every other, see {@link io.corral.tree.EphemeralOwner}
 * @param timeoutMillis the negotiated timeout
 * @param password what the client must show to come back
 */
public record CreateSession(OriginTag origin, long sessionId, int timeoutMillis, SessionPassword password)
        implements Command {
    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        if (edit.session(sessionId) != null) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        Session session = Session.created(sessionId, timeoutMillis, password, origin);
        edit.put(session);
        WriteScope scope = new WriteScope(edit, rules, sessionId, List.of(), stampMillis);
        return Outcomes.applied(this, scope, new Result.SessionOpened(session));
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
