package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import io.corral.tree.session.SessionPassword;

/**
 * A client comes back to its session on another connection: a new attach epoch begins, in which writes count from 1
 * again, and writes of the connection before are refused from here on. Takes no zxid.
 *
 * <p>It takes effect only in the epoch that the origin has seen, so a copy sent again cannot steal the session back from
 * whoever has attached since: the outcome is then {@link Result.StaleEpoch}.
 *
 * @param origin who serves the session now and waits for the outcome
 * @param sessionId the session
 * @param timeoutMillis the timeout negotiated now
 * @param password what the client shows
 * @param expectedEpoch the session's attach epoch as the origin knows it
 * @param requestId chosen by the origin, to tell its attaches of one session apart
 */
public record AttachSession(
        OriginTag origin,
        long sessionId,
        int timeoutMillis,
        SessionPassword password,
        int expectedEpoch,
        long requestId)
        implements Command {
    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        Session session = edit.session(sessionId);
        if (session == null) {
            return Outcomes.refused(this, edit, ErrorCode.SESSION_EXPIRED);
        }
        if (!session.password().equals(password)) {
            return Outcomes.refused(this, edit, ErrorCode.AUTH_FAILED);
        }
        if (expectedEpoch != session.attachEpoch()) {
            return Outcomes.refused(this, edit, new Result.StaleEpoch(session.attachEpoch()));
        }
        Session attached = session.attached(origin, timeoutMillis);
        edit.put(attached);
        return Outcomes.appliedWithoutZxid(this, edit, new Result.SessionOpened(attached));
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
