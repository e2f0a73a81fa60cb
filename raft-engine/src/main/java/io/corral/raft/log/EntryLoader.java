package io.corral.raft.log;

import io.corral.raft.message.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads entries back from their segments; one read per stretch of neighbouring records. */
final class EntryLoader {
    private EntryLoader() {}

    /**
     * The entries from {@code from} up to {@code toExclusive}, at least one and otherwise no more than {@code maxBytes} of
     * records.
     *
     * @throws CorruptLogException when a record does not match its checksum
     */
    static List<LogEntry> load(EntryIndex index, long from, long toExclusive, long maxBytes) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        long budget = maxBytes;
        long next = from;
        while (next < toExclusive && (budget > 0 || entries.isEmpty())) {
            int position = index.runOf(next);
            EntryRun run = index.runs().get(position);
            long end = Math.min(toExclusive, index.endOfRun(position));
            long last = lastWithin(run, next, end, budget, entries.isEmpty());
            if (last < next) {
                break;
            }
            budget -= run.endOf(last) - run.offsetOf(next);
            loadStretch(run, next, last, entries);
            next = last + 1;
        }
        return entries;
    }

    private static long lastWithin(EntryRun run, long from, long end, long budget, boolean atLeastOne) {
        int start = run.offsetOf(from);
        long last = atLeastOne ? from : from - 1;
        while (last + 1 < end && run.endOf(last + 1) - start <= budget) {
            last++;
        }
        return last;
    }

    private static void loadStretch(EntryRun run, long from, long to, List<LogEntry> entries) throws IOException {
        int start = run.offsetOf(from);
        LogFile file = run.segment.file();
        ByteBuffer bytes = ByteBuffer.allocate(run.endOf(to) - start);
        file.read(bytes, start);
        for (long index = from; index <= to; index++) {
            int at = run.offsetOf(index) - start;
            entries.add(decode(bytes, at, index, file, start));
        }
    }

    private static LogEntry decode(ByteBuffer bytes, int at, long index, LogFile file, long start)
            throws CorruptLogException {
        int length = bytes.getInt(at);
        boolean intact = length >= RecordFormat.MIN_LENGTH
                && length <= bytes.position() - at - RecordFormat.PREFIX_BYTES
                && bytes.getInt(at + 4) == RecordFormat.checksum(bytes, at, length)
                && bytes.getLong(at + 16) == index;
        if (!intact) {
            throw new CorruptLogException(file.name() + " at offset " + (start + at) + ": entry " + index
                    + " does not match its checksum; the disk returned other bytes than were made durable");
        }
        byte[] payload = new byte[length - RecordFormat.MIN_LENGTH];
        bytes.get(at + RecordFormat.HEADER_BYTES, payload);
        return new LogEntry(index, bytes.getLong(at + 8), RecordFormat.entryType(bytes.get(at + 24)), payload);
    }
}
