package io.corral.server.status;

/**
 * How long the steps of a write take, and how many requests of each kind were answered.
 *
 * @param read time from receipt to answer of reads
 * @param update time from receipt to answer of writes
 * @param fsync time of one force of the log
 * @param commit time from append on the leader to commit; empty on followers
 * @param apply time to execute one batch of entries
 * @param snapshot time to write one snapshot
 * @param counts events so far
 * @param rare what does not belong to any request
 */
public record TimingStatus(
        Distribution read,
        Distribution update,
        Distribution fsync,
        Distribution commit,
        Distribution apply,
        Distribution snapshot,
        EventCounts counts,
        RareTimes rare) {

    /** Nothing measured yet. */
    public static final TimingStatus NONE = new TimingStatus(
            Distribution.NONE,
            Distribution.NONE,
            Distribution.NONE,
            Distribution.NONE,
            Distribution.NONE,
            Distribution.NONE,
            EventCounts.NONE,
            RareTimes.NONE);

    /**
     * Events so far.
     *
     * @param reads reads answered
     * @param writes writes answered
     * @param proposals commands appended as leader
     * @param commits entries committed
     * @param elections elections this server stood in
     * @param leaderChanges changes of the known leader
     * @param snapshots snapshots written
     * @param slowForces forces of the log that took longer than {@code fsync.warningthresholdms}
     * @param sessionsExpired sessions ended because nobody was heard of: all on the leader, on others those they alone know
     */
    public record EventCounts(
            long reads,
            long writes,
            long proposals,
            long commits,
            long elections,
            long leaderChanges,
            long snapshots,
            long slowForces,
            long sessionsExpired) {

        /** Nothing happened yet. */
        public static final EventCounts NONE = new EventCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
