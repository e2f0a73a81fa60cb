package io.corral.sim.world;

import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.PeerMessage;

/** Says in a few words what nodes say to one another. */
public final class Messages {

    private Messages() {}

    /** The message in a line. */
    public static String inWords(PeerMessage message) {
        if (message instanceof AppendRequest append) {
            return "Append t=" + append.term() + " " + append.prevIndex() + "@" + append.prevTerm() + " +"
                    + append.entries().size() + " c=" + append.commitIndex() + " r=" + append.readRound();
        }
        if (message instanceof AppendReply reply) {
            return "t=" + reply.term()
                    + (reply.success()
                            ? " ok " + reply.matchIndex()
                            : " no " + reply.refusedIndex() + " try " + reply.conflictIndex() + "@"
                                    + reply.conflictTerm())
                    + " r=" + reply.readRound();
        }
        return message.toString().replaceAll("\\[B@\\w+", "…");
    }
}
