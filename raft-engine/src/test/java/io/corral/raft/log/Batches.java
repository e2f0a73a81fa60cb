package io.corral.raft.log;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes persists; the payload of an entry follows from its index and term. */
final class Batches {
    private long sequence;

    Persist vote(long term, long votedFor) {
        return new Persist(++sequence, Optional.of(new HardState(term, votedFor)), OptionalLong.empty(), List.of());
    }

    Persist entries(long first, long term, int count) {
        return of(list(first, term, count));
    }

    /** Truncates from {@code first} and appends from there. */
    Persist replace(long first, long term, int count) {
        return new Persist(++sequence, Optional.empty(), OptionalLong.of(first), list(first, term, count));
    }

    Persist of(List<LogEntry> entries) {
        return new Persist(++sequence, Optional.empty(), OptionalLong.empty(), entries);
    }

    static List<LogEntry> list(long first, long term, int count) {
        List<LogEntry> entries = new ArrayList<>();
        for (long index = first; index < first + count; index++) {
            entries.add(new LogEntry(index, term, EntryType.COMMAND, payload(index, term)));
        }
        return entries;
    }

    static byte[] payload(long index, long term) {
        byte[] payload = new byte[(int) (index * 7 % 90) + 8];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (index + term * 31 + i);
        }
        return payload;
    }
}
