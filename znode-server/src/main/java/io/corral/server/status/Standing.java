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
 * @param writes whether disks let clients write
 */
public record Standing(
        ServerMode mode,
        boolean serving,
        long term,
        long leaderId,
        int votersCount,
        long roleAgeMillis,
        WriteStanding writes) {

    /** A server whose clients can write, as far as disks decide it. */
    public Standing(ServerMode mode, boolean serving, long term, long leaderId, int votersCount, long roleAgeMillis) {
        this(mode, serving, term, leaderId, votersCount, roleAgeMillis, WriteStanding.OPEN);
    }

    /** The same with another answer to whether clients can write. */
    public Standing with(WriteStanding other) {
        return new Standing(mode, serving, term, leaderId, votersCount, roleAgeMillis, other);
    }

    /** Why clients are refused writes, in one sentence for an operator, and what to do; empty while they are not. */
    public Optional<String> reasonRefusingWrites() {
        if (!writes.refused()) {
            return Optional.empty();
        }
        return Optional.of("writes are refused and reads go on: "
                + (writes.disk().isWritable()
                        ? "too few servers have a disk that takes writes. Look at the others"
                        : diskTrouble()));
    }

    /** What is wrong with the disk, and what to do; empty when nothing is. */
    public String diskTrouble() {
        DiskState disk = writes.disk();
        return disk.isWritable() ? "" : "the disk of the log is " + disk.word() + ". " + disk.remedy();
    }

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
