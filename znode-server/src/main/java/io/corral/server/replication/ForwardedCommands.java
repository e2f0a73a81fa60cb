package io.corral.server.replication;

import io.corral.tree.codec.CommandDecoder;
import io.corral.tree.codec.CopyPiece;
import io.corral.tree.command.StageCopy;
import java.util.List;
import java.util.Optional;

/**
 * Commands from another server, as far as this release understands them. What is in the log every server has to execute, at every
 * start again: a command of a newer release, or a damaged one, would stop all those that cannot read it. So the leader does not let
 * it in.
 *
 * @param understood the first of them, in order
 * @param objection what is wrong with the next one, which may be needed by all that follow; empty when there is none
 */
record ForwardedCommands(List<byte[]> understood, Optional<String> objection) {

    static ForwardedCommands examine(List<byte[]> commands) {
        for (int i = 0; i < commands.size(); i++) {
            try {
                if (CommandDecoder.decode(commands.get(i)) instanceof StageCopy copy) {
                    // Its piece is decoded when it is executed.
                    var unused = CopyPiece.decode(copy.piece());
                }
            } catch (RuntimeException e) {
                // Its form is wrong, or a value in it: a CorruptEntryException or that of a value which cannot be.
                return new ForwardedCommands(commands.subList(0, i), Optional.of(e.toString()));
            }
        }
        return new ForwardedCommands(commands, Optional.empty());
    }
}
