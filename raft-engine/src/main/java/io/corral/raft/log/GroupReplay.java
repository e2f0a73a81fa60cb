package io.corral.raft.log;

import io.corral.raft.core.HardState;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the records replayed so far say about one group. */
final class GroupReplay {
    private final int group;
    private final EntryIndexBuilder index = new EntryIndexBuilder();
    private HardState hardState;

    /** Entries that say who the members are, by index; those of entries no longer held may be among them. */
    private final TreeMap<Long, LogEntry> memberships = new TreeMap<>();

    /** Copies of entries in front of the first one held, by first index, until what lies between is copied, too. */
    private final TreeMap<Long, CarriedEntries> detached = new TreeMap<>();

    /** A group that begins with the segments. */
    GroupReplay(int group) {
        this(group, HardState.INITIAL);
    }

    /** A group of which there is nothing but this. */
    GroupReplay(int group, HardState hardState) {
        this.group = group;
        this.hardState = hardState;
    }

    int group() {
        return group;
    }

    EntryIndexBuilder index() {
        return index;
    }

    HardState hardState() {
        return hardState;
    }

    /** The entries held that say who the members are, in order. */
    List<LogEntry> memberships() {
        return List.copyOf(memberships.tailMap(index.firstIndex(), true).values());
    }

    /** Takes over what the oldest segment says about its beginning. */
    void begin(GroupStart start) {
        index.startAnew(start.baseIndex(), start.baseTerm());
        hardState = start.hardState();
    }

    /** How the group stands now; what the next segment has to say about its beginning. */
    GroupStart standing() {
        return new GroupStart(group, index.lastIndex(), index.lastTerm(), hardState);
    }

    /**
     * Applies a record of this group.
     *
     * @return false when it does not fit behind the records before it
     */
    boolean apply(Segment segment, StoredRecord record) {
        if (RecordFormat.isEntry(record.type())) {
            if (record.index() != index.lastIndex() + 1) {
                return false;
            }
            index.append(segment, record.term(), record.offset(), record.end());
            if (record.type() == RecordFormat.MEMBERSHIP) {
                memberships.put(
                        record.index(),
                        new LogEntry(record.index(), record.term(), EntryType.MEMBERSHIP, record.payload()));
            }
            return true;
        }
        switch (record.type()) {
            case RecordFormat.HARD_STATE -> hardState = new HardState(record.term(), record.index());
            case RecordFormat.TRUNCATE -> truncate(record.index());
            case RecordFormat.RESET -> {
                index.startAnew(record.index(), record.term());
                detached.clear();
                memberships.clear();
            }
            case RecordFormat.CARRY -> {
                CarriedEntries.memberships(record.payload()).forEach(entry -> memberships.put(entry.index(), entry));
                return carry(CarriedEntries.decode(
                        segment, record.offset(), record.index(), record.term(), record.payload()));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void truncate(long from) {
        index.truncate(from);
        memberships.tailMap(from, true).clear();
        detached.tailMap(from, true).clear();
        Map.Entry<Long, CarriedEntries> cut = detached.lastEntry();
        if (cut != null) {
            detached.put(cut.getKey(), cut.getValue().before(from));
        }
        attach();
    }

    private boolean carry(CarriedEntries carried) {
        if (carried.lastIndex() > index.lastIndex()) {
            return false;
        }
        if (carried.lastIndex() < index.firstIndex() - 1) {
            detached.put(carried.firstIndex(), carried);
        } else {
            index.carry(carried);
            attach();
        }
        return true;
    }

    private void attach() {
        Map.Entry<Long, CarriedEntries> nearest = detached.lastEntry();
        while (nearest != null && nearest.getValue().lastIndex() >= index.firstIndex() - 1) {
            detached.remove(nearest.getKey());
            index.carry(nearest.getValue());
            nearest = detached.lastEntry();
        }
    }
}
