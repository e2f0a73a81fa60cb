package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.acl.Identity;
import io.corral.tree.ensemble.ReconfigProposal;
import io.corral.tree.session.OriginTag;
import io.corral.tree.session.Session;
import java.util.List;

/**
 * A write of a client session, executed exactly once.
 *
 * <p>Write n of an attach epoch is executed only right after write n−1. A copy of an executed write is a duplicate, one
 * that came too early is a gap; both are ignored. A write of an earlier epoch is refused: the session has moved.
 *
 * @param origin who waits for the outcome
 * @param sessionId the session
 * @param attachEpoch the epoch of the connection it came on
 * @param sequence 1, 2, 3… within the epoch
 * @param fence a mark of the origin's own: carried along and given back with the outcome, without meaning here
 * @param identities all identities of the connection when the write was sent
 * @param operation what is to be done
 */
public record SessionWrite(
        OriginTag origin,
        long sessionId,
        int attachEpoch,
        long sequence,
        boolean fence,
        List<Identity> identities,
        Operation operation)
        implements Command {
    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        Session session = edit.session(sessionId);
        if (session == null) {
            return Outcomes.refused(this, edit, ErrorCode.SESSION_EXPIRED);
        }
        if (attachEpoch < session.attachEpoch()) {
            return Outcomes.refused(this, edit, ErrorCode.SESSION_MOVED);
        }
        if (attachEpoch > session.attachEpoch() || sequence > session.lastSequence() + 1) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.GAP);
        }
        if (sequence <= session.lastSequence()) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        edit.put(session.withLastSequence(sequence));
        WriteScope scope = new WriteScope(edit, rules, sessionId, identities, stampMillis);
        Result result = operation.perform(scope);
        if (result instanceof Result.MembersProposed proposed) {
            edit.setEnsemble(edit.ensemble()
                    .proposing(new ReconfigProposal(
                            scope.zxid(), proposed.members(), origin, sessionId, attachEpoch, sequence)));
        }
        return Outcomes.applied(this, scope, result);
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
