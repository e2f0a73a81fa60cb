package io.corral.tree.ensemble;

import io.corral.tree.session.OriginTag;
import java.util.List;

/**
 * Members that a client has asked for and that are on their way to be the members. The leader of the day sees to it; whoever leads
 * after it goes on with it.
 *
 * @param id names the proposal: the zxid it was taken in under
 * @param members who is to belong to the ensemble; not empty
 * @param origin who waits for the outcome
 * @param sessionId the session that asked
 * @param attachEpoch the epoch of the connection it came on
 * @param sequence its number among the writes of the session
 */
public record ReconfigProposal(
        long id, List<EnsembleMember> members, OriginTag origin, long sessionId, int attachEpoch, long sequence) {

    /** Copies the list. */
    public ReconfigProposal {
        members = List.copyOf(members);
    }

    /** The members as they will be; the version is not known yet. */
    public Ensemble target() {
        return new Ensemble(members, 0);
    }
}
