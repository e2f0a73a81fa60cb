package io.corral.raft.message;

import java.util.Arrays;
import java.util.List;

/**
 * One entry of the replicated log. Two entries with the same index and term are the same entry (log matching).
 *
 * <p>The payload is shared, never copied, between the log, the messages and the state machine: nobody may change it.
 *
 * @param index position in the log, from 1
 * @param term term of the leader that wrote it, from 1
 * @param type what the entry is to Raft
 * @param payload opaque bytes; empty for {@link EntryType#NOOP} and {@link EntryType#WITHHELD}
 */
@SuppressWarnings("ArrayRecordComponent") // payloads are shared, not copied; equality is by content
public record LogEntry(long index, long term, EntryType type, byte[] payload) {

    /** What an entry is taken to cost besides its payload when limits are counted in bytes. */
    private static final int OVERHEAD_BYTES = 32;

    private static final byte[] NO_PAYLOAD = new byte[0];

    /** Size of the entry for limits that are counted in bytes: the payload and a fixed overhead, so that empty ones count too. */
    public int sizeBytes() {
        return payload.length + OVERHEAD_BYTES;
    }

    /** What a witness keeps of this entry: everything but the bytes of a command. */
    public LogEntry withheld() {
        return type == EntryType.COMMAND ? new LogEntry(index, term, EntryType.WITHHELD, NO_PAYLOAD) : this;
    }

    /** Sum of {@link #sizeBytes()}. */
    public static long sizeBytes(List<LogEntry> entries) {
        long sum = 0;
        for (LogEntry entry : entries) {
            sum += entry.sizeBytes();
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogEntry that
                && index == that.index
                && term == that.term
                && type == that.type
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(index) * 31 + Long.hashCode(term);
    }

    @Override
    public String toString() {
        return index + "@" + term + " " + type + "(" + payload.length + " bytes)";
    }
}
