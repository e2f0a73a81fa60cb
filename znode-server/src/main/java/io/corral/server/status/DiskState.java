package io.corral.server.status;

/** What a disk takes. */
public enum DiskState {
    /** Whatever is written. */
    WRITABLE("writable", ""),
    /** Nothing more: the file system, or the quota of its user, is full. */
    FULL("full", "Free space on the file system of its log or give it more, and never remove files of the log."),
    /** Nothing: the file system is read-only. */
    READ_ONLY("read-only", "Look for errors of that disk, and make the file system of its log writable again.");

    private final String word;
    private final String remedy;

    DiskState(String word, String remedy) {
        this.word = word;
        this.remedy = remedy;
    }

    /** The state in a word, as consoles show it. */
    public String word() {
        return word;
    }

    /** What an operator can do about it, in a sentence; empty when nothing is to be done. */
    public String remedy() {
        return remedy;
    }

    /** Whether writes are taken. */
    public boolean isWritable() {
        return this == WRITABLE;
    }
}
