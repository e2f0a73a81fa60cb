package io.corral.server.frontend;

import io.corral.server.config.EnsembleConfig;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Operation;
import io.corral.tree.command.Reconfig;
import io.corral.tree.ensemble.MembersAsked;
import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.WriteRequest;

/**
 * From the protocol's reconfig to the tree's.
 *
 * @param enabled whether members may be changed at all
 * @param standalone whether this server is alone by configuration, and has no members
 * @param minParticipants how many must have a vote
 */
record ReconfigTranslator(boolean enabled, boolean standalone, int minParticipants) {

    static ReconfigTranslator of(EnsembleConfig ensemble) {
        return new ReconfigTranslator(
                ensemble.changes().enabled(),
                ensemble.standalone(),
                ensemble.changes().fewestParticipants());
    }

    Operation translate(WriteRequest.Reconfig request) {
        if (!enabled) {
            return new Failed(ErrorCode.RECONFIG_DISABLED);
        }
        if (standalone) {
            return new Failed(ErrorCode.UNIMPLEMENTED);
        }
        return new Reconfig(
                new MembersAsked(request.joiningServers(), request.leavingServers(), request.newMembers()),
                request.curConfigId(),
                minParticipants);
    }
}
