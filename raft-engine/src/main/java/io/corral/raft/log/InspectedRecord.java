package io.corral.raft.log;

/**
 * A record as it lies on the disk, whether or not it still counts.
 *
 * @param file the segment it is in
 * @param offset where it starts in it
 * @param bytes how long it is there, padding included
 * @param kind what it is
 * @param group the group it belongs to
 * @param term its term; 0 where it has none
 * @param index the index of an entry; of other kinds the number that comes with it: a vote, the first index cut, a batch
 * @param payload what it carries; nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record InspectedRecord(
        String file, long offset, int bytes, Kind kind, int group, long term, long index, byte[] payload) {

    /** Kinds of records. */
    public enum Kind {
        /** The beginning of a segment. */
        SEGMENT,
        /** The beginning of a batch; the index is its number. */
        BATCH,
        /** A term and, in place of the index, the vote in it. */
        HARD_STATE,
        /** All entries from the index on are void. */
        TRUNCATE,
        /** A snapshot up to the index has replaced the log of the group. */
        RESET,
        /** Copies of old entries, from the index on. */
        CARRY,
        /** An entry. */
        NOOP,
        /** An entry. */
        COMMAND,
        /** An entry. */
        MEMBERSHIP,
        /** An entry whose payload is held by others. */
        WITHHELD,
        /** Nothing this version knows. */
        UNKNOWN;

        /** Whether records of this kind are entries of the log. */
        public boolean isEntry() {
            return this == NOOP || this == COMMAND || this == MEMBERSHIP || this == WITHHELD;
        }

        static Kind of(byte code) {
            return switch (code) {
                case RecordFormat.SEGMENT -> SEGMENT;
                case RecordFormat.BATCH -> BATCH;
                case RecordFormat.HARD_STATE -> HARD_STATE;
                case RecordFormat.TRUNCATE -> TRUNCATE;
                case RecordFormat.RESET -> RESET;
                case RecordFormat.CARRY -> CARRY;
                case RecordFormat.NOOP -> NOOP;
                case RecordFormat.COMMAND -> COMMAND;
                case RecordFormat.MEMBERSHIP -> MEMBERSHIP;
                case RecordFormat.WITHHELD -> WITHHELD;
                default -> UNKNOWN;
            };
        }
    }
}
