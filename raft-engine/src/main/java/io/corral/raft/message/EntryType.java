package io.corral.raft.message;

/** What a log entry is to Raft. The numbers used on disk and on the wire belong to the codecs. */
public enum EntryType {
    /** Written by a new leader at the start of its term, so that it can commit what came before (thesis, section 3.6.2). */
    NOOP,
    /** Opaque bytes for the state machine. */
    COMMAND,
    /** A change of the group's membership. */
    MEMBERSHIP,
    /** A {@link #COMMAND} in the log of a witness, which keeps its index and term but not its payload. */
    WITHHELD
}
