package io.corral.raft.log;

import io.corral.raft.message.LogEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads entries back from their segments; one read per stretch of neighbouring records. */
final class EntryLoader {
    /** Records of other groups that are read along rather than begin another read. */
    private static final int READ_ALONG_BYTES = 4 << 10;

    private EntryLoader() {}

    /**
     * The entries of {@code group} from {@code from} up to {@code toExclusive}, at least one and otherwise no more than
     * {@code maxBytes} of records.
     *
     * @throws CorruptLogException when a record does not match its checksum
     */
    static List<LogEntry> load(int group, EntryIndex index, long from, long toExclusive, long maxBytes)
            throws IOException {
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
            loadStretch(group, run, next, last, entries);
            next = last + 1;
        }
        return entries;
    }

    private static long lastWithin(EntryRun run, long from, long end, long budget, boolean atLeastOne) {
        int start = run.offsetOf(from);
        long last = atLeastOne ? from : from - 1;
        while (last + 1 < end && run.endOf(last + 1) - start <= budget && continues(run, from, last)) {
            last++;
        }
        return last;
    }

    /** Whether the entry behind {@code last} is near enough to be read with it. */
    private static boolean continues(EntryRun run, long from, long last) {
        return last < from || run.offsetOf(last + 1) - run.endOf(last) <= READ_ALONG_BYTES;
    }

    private static void loadStretch(int group, EntryRun run, long from, long to, List<LogEntry> entries)
            throws IOException {
        int start = run.offsetOf(from);
        LogFile file = run.segment.file();
        ByteBuffer bytes = ByteBuffer.allocate(run.endOf(to) - start);
        file.read(bytes, start);
        for (long index = from; index <= to; index++) {
            int at = run.offsetOf(index) - start;
            if (!isIntact(bytes, at, group, index)) {
                throw new CorruptLogException(file.name() + " at offset " + (start + at) + ": entry " + index
                        + " of group " + group
                        + " does not match its checksum; the disk returned other bytes than were made durable");
            }
            entries.add(decode(bytes, at, index));
        }
    }

    private static boolean isIntact(ByteBuffer bytes, int at, int group, long index) {
        int length = bytes.getInt(at);
        return length >= RecordFormat.MIN_LENGTH
                && length <= bytes.position() - at - RecordFormat.PREFIX_BYTES
                && bytes.getInt(at + 4) == RecordFormat.checksum(bytes, at, length)
                && bytes.getLong(at + 16) == index
                && bytes.getInt(at + 25) == group;
    }

    private static LogEntry decode(ByteBuffer bytes, int at, long index) {
        byte[] payload = new byte[bytes.getInt(at) - RecordFormat.MIN_LENGTH];
        bytes.get(at + RecordFormat.HEADER_BYTES, payload);
        return new LogEntry(index, bytes.getLong(at + 8), RecordFormat.entryType(bytes.get(at + 24)), payload);
    }
}
