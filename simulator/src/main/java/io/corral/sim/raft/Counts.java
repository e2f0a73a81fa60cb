package io.corral.sim.raft;

/** How often the interesting things happened in a run: a simulation that never sees them proves nothing. */
public final class Counts {

    private long elections;
    private long crashes;
    private long wipes;
    private long truncations;
    private long snapshotsInstalled;
    private long readsGranted;
    private long committed;

    void elected() {
        elections++;
    }

    void crashed() {
        crashes++;
    }

    void wiped() {
        wipes++;
    }

    void truncated() {
        truncations++;
    }

    void installed() {
        snapshotsInstalled++;
    }

    void readGranted() {
        readsGranted++;
    }

    void committed(long entries) {
        committed = entries;
    }

    /** Adds the counts of another run. */
    public void add(Counts other) {
        elections += other.elections;
        crashes += other.crashes;
        wipes += other.wipes;
        truncations += other.truncations;
        snapshotsInstalled += other.snapshotsInstalled;
        readsGranted += other.readsGranted;
        committed += other.committed;
    }

    /** Leaders elected. */
    public long elections() {
        return elections;
    }

    /** Times a node lost its disk. */
    public long wipes() {
        return wipes;
    }

    /** Times a node cut off a part of its log. */
    public long truncations() {
        return truncations;
    }

    /** Times a node's state was replaced by a leader's snapshot. */
    public long snapshotsInstalled() {
        return snapshotsInstalled;
    }

    /** Reads granted. */
    public long readsGranted() {
        return readsGranted;
    }

    @Override
    public String toString() {
        return elections + " elections, " + crashes + " crashes, " + wipes + " disks lost, " + truncations
                + " logs cut, " + snapshotsInstalled + " snapshots installed, " + readsGranted + " reads granted, "
                + committed + " entries committed";
    }
}
