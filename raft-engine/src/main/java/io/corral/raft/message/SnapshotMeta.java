package io.corral.raft.message;

import io.corral.raft.core.membership.Membership;

/**
 * Identity of a snapshot: the state machine after applying the log up to and including {@code index}.
 *
 * @param index last log index the snapshot covers; 0 means "no snapshot"
 * @param term term of the entry at that index; 0 when there is no snapshot
 * @param membership membership in force at that index
 * @param lengthBytes length of the payload; 0 while unknown
 * @param checksum checksum of the payload; 0 while unknown
 */
public record SnapshotMeta(long index, long term, Membership membership, long lengthBytes, long checksum) {

    /** The absence of a snapshot: the log starts at index 1 with this membership. */
    public static SnapshotMeta none(Membership membership) {
        return new SnapshotMeta(0, 0, membership, 0, 0);
    }

    /** What a witness is given of this snapshot: that it exists, but no bytes of the state. */
    public SnapshotMeta hollow() {
        return new SnapshotMeta(index, term, membership, 0, 0);
    }

    /** Whether a published snapshot has no bytes in it: that of a witness, or of a state machine whose state is empty. */
    public boolean isHollow() {
        return index > 0 && lengthBytes == 0;
    }

    /** Whether this stands for "no snapshot". */
    public boolean isNone() {
        return index == 0;
    }
}
