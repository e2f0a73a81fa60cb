package io.corral.raft.core;

import io.corral.raft.core.quorum.Quorum;
import io.corral.raft.core.quorum.VoteResult;
import java.util.HashSet;
import java.util.Set;

/** Counts the answers to one campaign; an answer counts once however often it arrives. */
final class Tally {

    private final Quorum quorum;
    private final Set<Long> granted = new HashSet<>();
    private final Set<Long> refused = new HashSet<>();

    /** Begins with the own vote. */
    Tally(Quorum quorum, long self) {
        this.quorum = quorum;
        granted.add(self);
    }

    VoteResult count(long from, boolean isGranted) {
        (isGranted ? granted : refused).add(from);
        return quorum.tally(granted, refused);
    }
}
