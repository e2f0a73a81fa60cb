package io.corral.raft.log;

import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Copies of entries in one record, whose first places in an old segment can then be given up. One record, so that after a
 * crash all of the copies are there or none.
 *
 * @param run where the copies are
 * @param baseTerm term of the entry in front of them; 0 when unknown
 * @param terms the term of each, in index order
 */
record CarriedEntries(EntryRun run, long baseTerm, List<Long> terms) {

    long firstIndex() {
        return run.firstIndex;
    }

    long lastIndex() {
        return run.lastIndex();
    }

    /** The same without the copies from {@code index} on, which is above the first. */
    CarriedEntries before(long index) {
        if (index > lastIndex()) {
            return this;
        }
        return new CarriedEntries(
                run.between(firstIndex(), index - 1), baseTerm, terms.subList(0, (int) (index - firstIndex())));
    }

    /** What the record holds: the entries' own records, one behind the other. */
    static byte[] encode(int group, List<LogEntry> entries) {
        long size = 0;
        for (LogEntry entry : entries) {
            size += RecordFormat.sizeOnDisk(entry.payload().length);
        }
        ByteBuffer records = ByteBuffer.allocate(Math.toIntExact(size));
        for (LogEntry entry : entries) {
            RecordFormat.encode(
                    records, group, entry.term(), entry.index(), RecordFormat.code(entry.type()), entry.payload());
        }
        return records.array();
    }

    /** The copies, in the payload of an intact record of this kind, that say who the members are. */
    static List<LogEntry> memberships(byte[] payload) {
        ByteBuffer records = ByteBuffer.wrap(payload);
        List<LogEntry> found = new ArrayList<>();
        for (int at = 0; at < payload.length; ) {
            int end = RecordFormat.PREFIX_BYTES + records.getInt(at);
            if (records.get(at + RecordFormat.TYPE_OFFSET) == RecordFormat.MEMBERSHIP) {
                byte[] content = Arrays.copyOfRange(payload, at + RecordFormat.HEADER_BYTES, at + end);
                found.add(
                        new LogEntry(records.getLong(at + 16), records.getLong(at + 8), EntryType.MEMBERSHIP, content));
            }
            at += (int) RecordFormat.align(end);
        }
        return found;
    }

    /** The copies in an intact record of this kind that starts at {@code offset}. */
    static CarriedEntries decode(Segment segment, int offset, long firstIndex, long baseTerm, byte[] payload) {
        ByteBuffer records = ByteBuffer.wrap(payload);
        EntryRun run = new EntryRun(segment, firstIndex);
        List<Long> terms = new ArrayList<>();
        for (int at = 0; at < payload.length; ) {
            int end = at + (int) RecordFormat.align((long) RecordFormat.PREFIX_BYTES + records.getInt(at));
            int start = offset + RecordFormat.HEADER_BYTES;
            run.append(start + at, start + end);
            terms.add(records.getLong(at + 8));
            at = end;
        }
        return new CarriedEntries(run, baseTerm, List.copyOf(terms));
    }
}
