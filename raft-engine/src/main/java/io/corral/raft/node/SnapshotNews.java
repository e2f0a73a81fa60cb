package io.corral.raft.node;

/**
 * Something that happened to a snapshot.
 *
 * @param kind what
 * @param index last log index the snapshot covers
 * @param bytes its size; 0 when it never came to be
 * @param nanos how long it took, in nanoseconds; 0 when it is not known
 */
public record SnapshotNews(Kind kind, long index, long bytes, long nanos) {

    /** What can happen. */
    public enum Kind {
        /** A snapshot of the own state is durable. */
        TAKEN,
        /** A snapshot from the leader is in force. */
        INSTALLED,
        /** A snapshot could not be written; the log is kept until a later one succeeds. */
        NOT_TAKEN,
        /** A snapshot from the leader could not be stored; the leader sends it again. */
        NOT_INSTALLED
    }
}
