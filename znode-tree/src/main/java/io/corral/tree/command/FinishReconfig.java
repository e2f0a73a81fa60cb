package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.Znode;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.ReconfigProposal;
import io.corral.tree.path.PathRules;
import io.corral.tree.session.OriginTag;
import java.util.Optional;

/**
 * The leader says what became of a proposal: its members are those of the group now, or it cannot be. In the first case they and the
 * zxid of this transaction as their version are written to {@code /zookeeper/config}, whose own version is −1, as in ZooKeeper.
 * Either is the answer to the {@link Reconfig} that proposed it. A proposal that is settled already makes it a duplicate.
 *
 * @param origin who waits for the outcome
 * @param sessionId the session that asked
 * @param attachEpoch the epoch of the connection it came on
 * @param sequence its number among the writes of the session
 * @param proposal which proposal
 * @param error ZooKeeper's error code; {@link ErrorCode#OK} when its members are in force
 */
public record FinishReconfig(OriginTag origin, long sessionId, int attachEpoch, long sequence, long proposal, int error)
        implements Command {
    private static final int VERSION = -1;

    /** What settles this proposal. */
    public static FinishReconfig of(ReconfigProposal proposal, int error) {
        return new FinishReconfig(
                proposal.origin(),
                proposal.sessionId(),
                proposal.attachEpoch(),
                proposal.sequence(),
                proposal.id(),
                error);
    }

    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        Optional<ReconfigProposal> standing = edit.ensemble().proposal().filter(proposed -> proposed.id() == proposal);
        NodeDraft node = edit.find(PathRules.CONFIG);
        if (standing.isEmpty() || node == null) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        WriteScope scope = WriteScope.ofServer(edit, rules, stampMillis);
        if (error != ErrorCode.OK) {
            edit.setEnsemble(edit.ensemble().settledOn(edit.ensemble().inForce()));
            return Outcomes.applied(this, scope, new Result.Failure(error));
        }
        Ensemble ensemble = new Ensemble(standing.get().members(), scope.zxid());
        edit.setEnsemble(edit.ensemble().settledOn(ensemble));
        Znode old = node.fields();
        edit.update(
                node,
                old.toBuilder().data(ensemble.bytes()).version(VERSION).modified(scope.zxid(), scope.wallMillis()));
        scope.changed(Change.ofData(PathRules.CONFIG, ensemble.bytes().length, scope.zxid(), old.acl()));
        return Outcomes.applied(this, scope, new Result.Configured(ensemble.bytes(), node.stat()));
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
