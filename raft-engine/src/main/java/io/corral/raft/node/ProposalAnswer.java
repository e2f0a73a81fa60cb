package io.corral.raft.node;

import io.corral.raft.port.WriteObstacle;

/** What a node says to a proposal. */
public enum ProposalAnswer {
    /** It will be replicated if this node leads, and goes on leading. */
    TAKEN,
    /** Too many bytes wait to become durable; propose again a little later. */
    QUEUE_FULL,
    /** The disk of the log is full; reads go on, and so do writes once there is space again. */
    DISK_FULL,
    /** The file system of the log is read-only; reads go on, and so do writes once it is writable again. */
    DISK_READ_ONLY,
    /** The node is closed, or has failed. */
    NODE_ENDED;

    /** Whether the proposal was taken; of any other nothing is left behind. */
    public boolean isTaken() {
        return this == TAKEN;
    }

    static ProposalAnswer refusedBy(WriteObstacle obstacle) {
        return switch (obstacle) {
            case NO_SPACE -> DISK_FULL;
            case READ_ONLY -> DISK_READ_ONLY;
        };
    }
}
