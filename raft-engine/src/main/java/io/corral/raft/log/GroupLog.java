package io.corral.raft.log;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.GroupPersist;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.RestoredLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.TreeMap;

/**
 * The log of one group: what of the shared log belongs to it. Reading takes no lock; writing goes through the shared log,
 * which also keeps the mutable part of this. Nothing has to be closed.
 */
final class GroupLog implements LogStorage {
    private final int group;
    private final SegmentedLog shared;
    private final EntryIndexBuilder index;
    private HardState hardState;

    /** The entries of this type, by index; perhaps some that are removed already. */
    private final TreeMap<Long, LogEntry> memberships = new TreeMap<>();

    /** The hard state as of {@link #view}. */
    private volatile HardState shownState;

    private volatile List<LogEntry> shownMemberships;

    private long removable;
    private boolean changed;
    private volatile EntryIndex view;

    GroupLog(GroupReplay found, SegmentedLog shared) {
        this.group = found.group();
        this.shared = shared;
        this.index = found.index();
        this.hardState = found.hardState();
        this.shownState = hardState;
        this.view = index.view();
        this.removable = view.firstIndex() - 1;
        this.shownMemberships = found.memberships();
        shownMemberships.forEach(this::remember);
    }

    int group() {
        return group;
    }

    /** What is durable now: a group may be opened again while the shared log stays open. */
    @Override
    public RestoredLog restored() {
        EntryIndex seen = view;
        List<LogEntry> held = shownMemberships.stream()
                .filter(entry -> entry.index() >= seen.firstIndex())
                .toList();
        return new RestoredLog(shownState, seen.firstIndex(), seen.lastIndex(), held);
    }

    /** Whether anything of this group was ever made durable. */
    boolean isUsed() {
        return view.lastIndex() > 0 || !shownState.equals(HardState.INITIAL);
    }

    @Override
    public long firstIndex() {
        return view.firstIndex();
    }

    @Override
    public long lastIndex() {
        return view.lastIndex();
    }

    @Override
    public long termAt(long at) {
        return view.termAt(at);
    }

    @Override
    public List<LogEntry> read(long from, long toExclusive, long maxBytes) {
        while (true) {
            EntryIndex seen = view;
            if (from < seen.firstIndex() || toExclusive > seen.lastIndex() + 1) {
                throw new IndexOutOfBoundsException("asked for " + from + " to " + (toExclusive - 1) + "; the log has "
                        + seen.firstIndex() + " to " + seen.lastIndex());
            }
            try {
                return EntryLoader.load(group, seen, from, toExclusive, maxBytes);
            } catch (ClosedChannelException removed) {
                // The entries were carried to another segment, and theirs is gone since; a newer view knows where they
                // are.
                if (seen.equals(view)) {
                    throw new UncheckedIOException("reading the log", removed);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException("reading the log", failed);
            }
        }
    }

    @Override
    public long bytesBetween(long from, long toExclusive) {
        return view.bytesBetween(from, toExclusive);
    }

    @Override
    public void persist(List<Persist> batch) throws IOException {
        shared.persist(
                batch.stream().map(persist -> new GroupPersist(group, persist)).toList());
    }

    /** Removes the oldest segment of the shared log if no group needs it any more; entries next to kept ones may stay. */
    @Override
    public boolean compact(long upToIndex) throws IOException {
        return shared.compact(this, upToIndex);
    }

    @Override
    public void resetTo(SnapshotMeta meta) throws IOException {
        shared.reset(this, meta);
    }

    @Override
    public void close() {
        // The files are the shared log's.
    }

    // What follows belongs to the log thread.

    EntryIndexBuilder index() {
        return index;
    }

    GroupStart standing() {
        return new GroupStart(group, index.lastIndex(), index.lastTerm(), hardState);
    }

    /** The last entry that is not needed any more. */
    long removable() {
        return removable;
    }

    void allowRemovalUpTo(long upToIndex) {
        removable = Math.max(removable, Math.min(upToIndex, index.lastIndex()));
    }

    /** Keeps an entry that says who the members are. */
    void remember(LogEntry membership) {
        memberships.put(membership.index(), membership);
    }

    /** Whether the hard state is nowhere in the log: the group was unknown when others had been lost. */
    boolean hasUnrecordedState() {
        return hardState.term() == 0 && hardState.recovering() && !hardState.equals(HardState.INITIAL);
    }

    HardState hardState() {
        return hardState;
    }

    void adopt(HardState state) {
        hardState = state;
    }

    void truncate(long from) {
        index.truncate(from);
        memberships.tailMap(from, true).clear();
        removable = Math.min(removable, from - 1);
    }

    void startAnew(SnapshotMeta meta) {
        index.startAnew(meta.index(), meta.term());
        memberships.clear();
        removable = meta.index();
    }

    /** Marks this as part of the batch under way; false when it already was. */
    boolean markChanged() {
        boolean first = !changed;
        changed = true;
        return first;
    }

    /** Takes back what was appended and dropped since readers were last shown anything. */
    void goBack() {
        changed = false;
        index.goBackTo(view);
        hardState = shownState;
        memberships.clear();
        shownMemberships.forEach(this::remember);
    }

    /** Lets readers see everything that is in the index. */
    void publish() {
        changed = false;
        shownState = hardState;
        view = index.view();
        memberships.headMap(view.firstIndex(), false).clear();
        if (memberships.size() != shownMemberships.size() || !memberships.isEmpty()) {
            shownMemberships = List.copyOf(memberships.values());
        }
    }
}
