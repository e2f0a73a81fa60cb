package io.corral.server.status;

import java.util.Optional;

/**
 * A server's role.
 *
 * @param mode the part it plays
 * @param serving whether it answers client requests now
 * @param term the newest Raft term it has seen
 * @param leaderId the leader of that term; 0 when unknown
 * @param votersCount number of voting members of the ensemble, itself included; 1 for a standalone server
 * @param roleAgeMillis how long it has been in this mode
 */
public record Standing(
        ServerMode mode, boolean serving, long term, long leaderId, int votersCount, long roleAgeMillis) {

    /** Why client requests are not answered, in one sentence for an operator; empty while they are. */
    public Optional<String> reasonNotServing() {
        if (serving) {
            return Optional.empty();
        }
        return Optional.of(
                leaderId == 0
                        ? "no leader is known: an election is going on or the majority is out of reach"
                        : "the server has not yet caught up with leader " + leaderId);
    }
}
