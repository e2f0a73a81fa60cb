package io.corral.sim.cluster;

/** What goes wrong in a cluster, to be counted. */
enum Fault {
    PROCESS_KILLED("processes killed"),
    POWER_LOST("power losses"),
    DISK_STEP_CRASHED("crashes at a step of the disk"),
    FSYNC_FAILED("failed fsyncs"),
    ALL_DOWN("losses of all machines"),
    STOPPED("orderly stops"),
    PAUSED("pauses"),
    SLOW_DISK("slow disks"),
    CUT_OFF("machines cut off"),
    SPLIT("splits"),
    ONE_WAY("one-way cuts"),
    TRANSFER("transfers asked for"),
    DISK_REFUSES("disks full or read-only"),
    VOTERS_RESTART("voters restarted behind their leader"),
    RESET("connections reset"),
    BAD_WEATHER("changes of weather"),
    BESIEGED("leaders besieged"),
    RIVALS("rivals brought up"),
    DISK_EMPTIED("disks emptied"),
    LOG_DAMAGED("logs damaged"),
    SNAPSHOTS_LOST("snapshots lost"),
    MEMBERS_CHANGE("changes of members asked for"),
    OLD_LEADER_RETURNS("old leaders brought back");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** What it is, in the plural. */
    String words() {
        return words;
    }
}
