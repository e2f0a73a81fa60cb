package io.corral.sim.disk;

/** What a disk is asked to do that may go wrong. */
public enum DiskStep {
    /** A new file or folder. */
    CREATE,
    /** Bytes into a file. */
    WRITE,
    /** What was written is to be durable. */
    FORCE,
    /** Names are to be durable. */
    FORCE_NAMES,
    /** Another name for a file or folder. */
    RENAME,
    /** A file or folder goes. */
    DELETE
}
