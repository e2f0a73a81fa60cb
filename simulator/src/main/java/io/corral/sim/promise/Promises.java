package io.corral.sim.promise;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What Raft promises (thesis, figure 3.2, and sections 3.8 and 6.4), checked whenever something happens that could break it. Sees
 * everything that all nodes do, which no node can.
 */
public final class Promises {

    private final Map<Long, Long> leaderOfTerm = new HashMap<>();

    private final Map<Vote, Long> votes = new HashMap<>();

    /** Every entry ever written by any node, by index and term, with the term of the entry before it. */
    private final Map<EntryId, Written> written = new HashMap<>();

    /** What was committed, by index; index 1 is at position 0. */
    private final List<Committed> committed = new ArrayList<>();

    /** The promises to one group. */
    public Promises() {}

    /** Last index committed anywhere. */
    public long committedIndex() {
        return committed.size();
    }

    /** The term of a committed entry; 0 for none. */
    long termAt(long index) {
        return index == 0 ? 0 : committed.get((int) index - 1).entry.term();
    }

    /** The members by what was committed up to an index; these when nothing was said about them. */
    public Membership membershipAt(long index, Membership initial) {
        for (int position = (int) index - 1; position >= 0; position--) {
            LogEntry entry = committed.get(position).entry;
            if (entry.type() == EntryType.MEMBERSHIP) {
                return MembershipCodec.decode(entry.payload());
            }
        }
        return initial;
    }

    /** The hash of the state after an index; 0 at the beginning. */
    public long hashAt(long index) {
        return index == 0 ? 0 : committed.get((int) index - 1).hash;
    }

    /** A node votes once in a term, whatever happens to it. */
    public void votes(long node, long term, long candidate) {
        if (candidate > 0) {
            long first = votes.merge(new Vote(node, term), candidate, (before, now) -> before);
            require(
                    first == candidate,
                    () -> "one vote in a term: n" + node + " votes for n" + first + " and n" + candidate + " in term "
                            + term);
        }
    }

    /** Election safety and leader completeness. */
    public void leads(long node, long term, LogImage log) {
        long leader = leaderOfTerm.merge(term, node, (before, now) -> before);
        require(leader == node, () -> "election safety: n" + leader + " and n" + node + " both lead term " + term);
        for (long index = log.firstIndex(); index <= committed.size(); index++) {
            Committed entry = committed.get((int) index - 1);
            boolean has = entry.knownInTerm >= term || log.has(index, entry.entry.term());
            require(
                    has,
                    () -> "leader completeness: n" + node + " leads term " + term + " without committed "
                            + entry.entry);
        }
    }

    /**
     * Log matching: the same index and term mean the same entry after the same entry on every node.
     *
     * @param termBefore term of the entry before it; 0 where the node no longer knows
     */
    public void appends(long node, LogEntry entry, long termBefore) {
        Written now = new Written(entry, termBefore);
        Written first = written.putIfAbsent(new EntryId(entry.index(), entry.term()), now);
        if (first == null) {
            return;
        }
        boolean sameBefore = first.termBefore == 0 || termBefore == 0 || first.termBefore == termBefore;
        require(
                sameBefore && isSame(first.entry, entry),
                () -> "log matching: n" + node + " has " + entry + " after term " + termBefore + ", elsewhere "
                        + first);
    }

    /**
     * State machine safety and durability: nothing is committed that a majority does not have on its disks.
     *
     * @param isDurable whether a majority has the entry on its disks
     */
    public void commits(long node, long term, LogEntry entry, BooleanSupplier isDurable) {
        int position = (int) entry.index() - 1;
        if (position < committed.size()) {
            LogEntry before = committed.get(position).entry;
            require(
                    isSame(before, entry),
                    () -> "state machine safety: n" + node + " commits " + entry + ", before it was " + before);
            return;
        }
        require(position == committed.size(), () -> "n" + node + " commits " + entry + " after " + committed.size());
        require(
                isDurable.getAsBoolean(),
                () -> "durability: n" + node + " commits " + entry + " which too few disks hold");
        LogEntry whole = entry.type() == EntryType.WITHHELD ? asWritten(entry) : entry;
        committed.add(new Committed(whole, term, StateHash.after(hashAt(position), whole)));
    }

    /** Every replica is in the one state there is at its index. */
    public void holds(long node, long index, long hash) {
        require(index <= committed.size(), () -> "n" + node + " applied " + index + " which is not committed");
        require(hash == hashAt(index), () -> "n" + node + " is in another state at " + index);
    }

    /**
     * Commit durability: who holds what is committed does not remove it, except as part of a snapshot.
     *
     * @param log the node's log before it is cut
     */
    public void cuts(long node, LogImage log, long fromIndex) {
        for (long index = Math.max(fromIndex, log.firstIndex());
                index <= Math.min(log.lastIndex(), committed.size());
                index++) {
            Committed known = committed.get((int) index - 1);
            LogEntry entry = known.entry;
            // One that still follows an earlier leader has not counted for the commit: it may do as that leader says.
            require(
                    log.hardState().term() < known.knownInTerm || !log.has(index, entry.term()),
                    () -> "commit durability: n" + node + " removes " + entry + ", which is committed");
        }
    }

    /** The commit index of one run of a node never goes back. */
    public void commitIndexMoves(long node, long from, long to) {
        require(to >= from, () -> "n" + node + " commit index goes back from " + from + " to " + to);
    }

    /** Linearizable reads: a read sees everything committed anywhere when it was asked. */
    public void readGranted(long node, long readIndex, long committedWhenAsked) {
        require(
                readIndex >= committedWhenAsked,
                () -> "linearizability: n" + node + " grants a read at " + readIndex + " asked after commit of "
                        + committedWhenAsked);
    }

    /** A witness may be the first to be told of a commit, but never has a command before a full member has it. */
    private LogEntry asWritten(LogEntry withheld) {
        Written whole = written.get(new EntryId(withheld.index(), withheld.term()));
        if (whole == null) {
            throw new BrokenPromise("only witnesses have " + withheld);
        }
        return whole.entry;
    }

    /** Of a command a witness knows no more than where it is. */
    private static boolean isSame(LogEntry known, LogEntry entry) {
        return known.equals(entry)
                || (entry.type() == EntryType.WITHHELD && known.withheld().equals(entry));
    }

    private static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new BrokenPromise(otherwise.get());
        }
    }

    private record Vote(long node, long term) {}

    private record EntryId(long index, long term) {}

    private record Written(LogEntry entry, long termBefore) {}

    private record Committed(LogEntry entry, long knownInTerm, long hash) {}
}
