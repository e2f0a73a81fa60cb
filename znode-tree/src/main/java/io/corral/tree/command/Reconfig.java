package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.acl.Permission;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.ensemble.MembersAsked;
import io.corral.tree.path.PathRules;
import java.util.List;

/**
 * A client asks for other members of the ensemble. What can be said by the state alone is checked here, in ZooKeeper's order; if all
 * is well, a proposal stands in the state, and the leader makes it come true with {@link FinishReconfig}, which is answered.
 *
 * @param asked who is to belong to it
 * @param version the version the members must have; −1 for any
 * @param minParticipants how many must have a vote: 2 unless an ensemble of one is allowed
 */
public record Reconfig(MembersAsked asked, long version, int minParticipants) implements Operation {
    private static final long ANY_VERSION = -1;

    @Override
    public Result perform(WriteScope scope) {
        EnsembleState state = scope.edit().ensemble();
        // Before the first version nobody is known who could be changed; the leader is about to say who the members
        // are.
        if (state.proposal().isPresent() || state.inForce().version() == 0) {
            return new Result.Failure(ErrorCode.RECONFIG_IN_PROGRESS);
        }
        if (version != ANY_VERSION && version != state.inForce().version()) {
            return new Result.Failure(ErrorCode.BAD_VERSION);
        }
        MembersAsked.Reading reading = asked.on(state.inForce());
        if (reading instanceof MembersAsked.Refused refused) {
            return new Result.Failure(refused.error());
        }
        List<EnsembleMember> members = ((MembersAsked.Members) reading).members();
        if (members.stream().filter(EnsembleMember::votes).count() < minParticipants) {
            return new Result.Failure(ErrorCode.BAD_ARGUMENTS);
        }
        NodeDraft node = scope.edit().find(PathRules.CONFIG);
        if (node == null || scope.lacks(Permission.WRITE, node.fields().acl())) {
            return new Result.Failure(ErrorCode.NO_AUTH);
        }
        return new Result.MembersProposed(members);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
