package io.corral.sim.cluster;

import io.corral.raft.core.HardState;
import io.corral.raft.core.Persist;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import io.corral.sim.promise.BrokenPromise;
import io.corral.sim.promise.LogImage;
import io.corral.sim.promise.Promises;
import io.corral.sim.world.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one machine has durably, as far as its log has ever said so. What is being written when the machine goes down may be there
 * afterwards as far as any of its steps; everything before must be.
 */
final class DurableAccount {
    private static final long VOTERS_BETWEEN = 100;

    private final long machine;
    private final Promises promises;
    private final Tally tally;
    private LogImage certain = new LogImage();

    /** What was lost each time that the disk was emptied or damaged since the node last counted. */
    private final List<LogImage> lost = new ArrayList<>();

    /** Whether something was lost since the log was last opened. */
    private boolean damaged;

    /** The log was opened after a loss, and the node has not found out yet whether a snapshot makes up for what it lacks. */
    private boolean doubtful;

    /** After a loss it is somebody else who votes. */
    private long voter;

    /** The log may lack entries up to here, whenever it comes to remove them. */
    private long dispensable;

    /** Steps of a write that has begun and not ended. */
    private List<Consumer<LogImage>> underWay = List.of();

    DurableAccount(long machine, Promises promises, Tally tally) {
        this.machine = machine;
        voter = machine;
        this.promises = promises;
        this.tally = tally;
    }

    /** The log as it would be found after a crash at this moment, at least. */
    LogImage certain() {
        return certain;
    }

    /**
     * Whether an entry would survive any crash from now on; one before the log's first is in a snapshot. One that was lost counts until
     * the node counts again: an acknowledgement may still be under way, and until then no leader can be elected against it.
     */
    boolean covers(LogEntry entry) {
        return covers(certain, entry)
                || (certain.hardState().recovering() && lost.stream().anyMatch(before -> covers(before, entry)));
    }

    private static boolean covers(LogImage log, LogEntry entry) {
        return entry.index() < log.firstIndex() || log.has(entry.index(), entry.term());
    }

    /** Whether something was lost, and the node does not count yet. */
    boolean hasLost() {
        return !lost.isEmpty() && (doubtful || certain.hardState().recovering());
    }

    /** Whether it is not known yet if the node has everything: it starts, after a loss. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** The disk was emptied or damaged while the machine was down. It must find out by itself, or have what it had. */
    void loses() {
        if (damaged) {
            return;
        }
        if (!certain.hardState().recovering()) {
            lost.clear();
        }
        lost.add(certain);
        damaged = true;
        voter += VOTERS_BETWEEN;
        certain = new LogImage();
    }

    /** What the newest entry about members says, as far as the log still has one. */
    Optional<Membership> newestMembership() {
        for (long index = certain.lastIndex(); index >= certain.firstIndex(); index--) {
            LogEntry entry = certain.get(index);
            if (entry.type() == EntryType.MEMBERSHIP) {
                return Optional.of(MembershipCodec.decode(entry.payload()));
            }
        }
        return Optional.empty();
    }

    /** The node says that it has entries. An answer from a term that is over may be about some which a leader after it has replaced since. */
    void acknowledges(AppendReply reply) {
        if (certain.hardState().term() <= reply.term() && reply.matchIndex() > certain.lastIndex()) {
            throw new BrokenPromise("durability: n" + machine + " acknowledges " + reply.matchIndex()
                    + ", but its disk has " + certain.lastIndex());
        }
    }

    /** The node gives a vote. */
    void votes(long candidate, long term) {
        HardState disk = certain.hardState();
        boolean durable = disk.term() > term || (disk.term() == term && disk.votedFor() == candidate);
        if (!durable) {
            throw new BrokenPromise("durability: n" + machine + " votes for n" + candidate + " in term " + term
                    + ", but its disk says " + disk);
        }
    }

    void persistBegins(List<Persist> batch) {
        List<Consumer<LogImage>> steps = new ArrayList<>();
        for (Persist persist : batch) {
            persist.hardState().ifPresent(state -> steps.add(log -> log.hardState(state)));
            persist.truncateFrom().ifPresent(from -> {
                tally.count("logs cut");
                promises.cuts(machine, certain, from);
                steps.add(log -> log.truncateFrom(from));
            });
            persist.entries().forEach(entry -> steps.add(log -> log.append(entry)));
        }
        underWay = steps;
    }

    void resetBegins(SnapshotMeta meta) {
        underWay = List.of(log -> log.resetTo(meta));
    }

    /** What had begun is durable. */
    void persisted() {
        for (Consumer<LogImage> step : underWay) {
            step.accept(certain);
            check();
        }
        underWay = List.of();
        doubtful = false;
    }

    /** The log may remove its oldest entries, at once or later. */
    void mayRemoveUpTo(long index) {
        dispensable = Math.max(dispensable, index);
    }

    void compacted(long firstIndex) {
        certain.compactTo(firstIndex - 1);
    }

    /** The machine has started again: nothing may be missing, unless it knows that something may be. */
    void opened(LogStorage found) {
        boolean wasDamaged = damaged;
        damaged = false;
        doubtful = (wasDamaged || doubtful) && found.firstIndex() > 1;
        if (wasDamaged && found.restored().hardState().recovering()) {
            doubtful = false;
            certain = imageOf(found);
            underWay = List.of();
            return;
        }
        LogImage possible = new LogImage(wasDamaged ? lost.get(lost.size() - 1) : certain);
        if (wasDamaged) {
            // Its oldest files may be gone; whether a snapshot makes up for them is found out later.
            mayRemoveUpTo(found.firstIndex() - 1);
        }
        boolean matches = agrees(found, possible);
        for (Consumer<LogImage> step : underWay) {
            if (!matches) {
                step.accept(possible);
                matches = agrees(found, possible);
            }
        }
        if (!matches) {
            throw new BrokenPromise("durability: n" + machine + " starts with " + found.firstIndex() + ".."
                    + found.lastIndex() + " and " + found.restored().hardState() + ", but had "
                    + certain.firstIndex() + ".." + certain.lastIndex() + " and " + certain.hardState()
                    + (underWay.isEmpty() ? "" : " with " + underWay.size() + " steps under way"));
        }
        possible.compactTo(found.firstIndex() - 1);
        certain = possible;
        underWay = List.of();
    }

    private static LogImage imageOf(LogStorage found) {
        LogImage image = new LogImage();
        image.hardState(found.restored().hardState());
        image.compactTo(found.firstIndex() - 1);
        found.read(found.firstIndex(), found.lastIndex() + 1, Long.MAX_VALUE).forEach(image::append);
        return image;
    }

    /** A log that is longer in front was not compacted as far as it might have been. */
    private boolean agrees(LogStorage found, LogImage possible) {
        boolean sameEnd = found.lastIndex() == possible.lastIndex()
                && found.restored().hardState().equals(possible.hardState())
                && found.firstIndex() <= Math.max(possible.firstIndex(), dispensable + 1);
        if (!sameEnd) {
            return false;
        }
        for (long index = Math.max(found.firstIndex(), possible.firstIndex()); index <= possible.lastIndex(); index++) {
            if (found.termAt(index) != possible.termAt(index)) {
                return false;
            }
        }
        return true;
    }

    private void check() {
        HardState state = certain.hardState();
        promises.votes(voter, state.term(), state.votedFor());
        long last = certain.lastIndex();
        if (last >= certain.firstIndex()) {
            promises.appends(machine, certain.get(last), last > certain.firstIndex() ? certain.termAt(last - 1) : 0);
        }
    }
}
