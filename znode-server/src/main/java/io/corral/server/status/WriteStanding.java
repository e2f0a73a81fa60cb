package io.corral.server.status;

/**
 * Whether writes can be taken, as far as disks decide it.
 *
 * @param disk what the disk of this server's log takes
 * @param refused whether clients are refused writes, because too few members have a disk that takes them
 */
public record WriteStanding(DiskState disk, boolean refused) {

    /** Nothing is in the way. */
    public static final WriteStanding OPEN = new WriteStanding(DiskState.WRITABLE, false);
}
