package io.corral.raft.core;

import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.List;

/** Takes entries from the leader into the log (thesis, section 3.5). */
final class LogIntake {

    private final ReplicaState state;
    private final SnapshotIntake snapshotIntake;

    LogIntake(ReplicaState state, SnapshotIntake snapshotIntake) {
        this.state = state;
        this.snapshotIntake = snapshotIntake;
    }

    void take(long leader, AppendRequest request) {
        if (!isWellFormed(leader, request)) {
            return;
        }
        if (snapshotIntake.isInstalling()) {
            acceptCommitted(leader, request);
            return;
        }
        long boundary = state.log.boundaryIndex();
        if (request.prevIndex() < boundary) {
            takeBeyond(boundary, leader, request);
        } else if (state.log.matches(request.prevIndex(), request.prevTerm())) {
            takeAfter(request.prevIndex(), request.entries(), leader, request);
        } else {
            refuse(leader, request);
        }
    }

    /** What lies before the boundary is committed, so it is the leader's, too: only the rest is looked at. */
    private void takeBeyond(long boundary, long leader, AppendRequest request) {
        long known = boundary - request.prevIndex();
        if (known > request.entries().size()) {
            acceptCommitted(leader, request);
        } else {
            List<LogEntry> rest =
                    request.entries().subList((int) known, request.entries().size());
            takeAfter(boundary, rest, leader, request);
        }
    }

    private void takeAfter(long prevIndex, List<LogEntry> entries, long leader, AppendRequest request) {
        int known = 0;
        while (known < entries.size()
                && state.log.matches(
                        entries.get(known).index(), entries.get(known).term())) {
            known++;
        }
        if (known < entries.size()) {
            long first = entries.get(known).index();
            if (first <= state.commitIndex()) {
                // No correct leader contradicts what is committed.
                complain(leader, request, first, RefusedEntries.Reason.CONTRADICTS_COMMITTED);
                return;
            }
            if (first <= state.log.lastIndex()) {
                state.truncateFrom(first);
            }
            for (LogEntry entry : entries.subList(known, entries.size())) {
                state.append(entry);
            }
        }
        long match = prevIndex + entries.size();
        state.commitTo(request.commitIndex(), match);
        if (request.commitIndex() <= match) {
            state.welcomedBy(request.welcome(), request.commitIndex());
        }
        accept(leader, request, match);
    }

    /** A heartbeat is answered at once, with what is durable; entries when they are durable. */
    private void accept(long leader, AppendRequest request, long match) {
        long asserted = request.entries().isEmpty() ? Math.min(match, state.log.durableIndex()) : match;
        state.sendOnceDurable(leader, accepted(asserted, request), asserted);
    }

    private AppendReply accepted(long match, AppendRequest request) {
        return AppendReply.accepted(state.term(), match, request.readRound()).recovering(state.incarnation());
    }

    private void acceptCommitted(long leader, AppendRequest request) {
        long match = Math.min(state.commitIndex(), state.log.durableIndex());
        state.sendOnceDurable(leader, accepted(match, request), match);
    }

    /** Names the whole conflicting term at once, so that the leader need not go back one by one (thesis, section 3.5). */
    private void refuse(long leader, AppendRequest request) {
        long refused = request.prevIndex();
        long last = state.log.lastIndex();
        long conflictTerm = refused > last ? 0 : state.log.termAt(refused);
        long conflictIndex = refused > last
                ? last + 1
                : Math.max(state.log.firstIndexOfTermAt(refused), state.log.boundaryIndex() + 1);
        state.outbox.send(
                leader,
                AppendReply.refused(state.term(), refused, conflictIndex, conflictTerm, request.readRound())
                        .recovering(state.incarnation()));
    }

    /** A membership has to be understood at once, not only when it is applied. */
    private static boolean isReadable(LogEntry entry) {
        if (entry.type() == EntryType.MEMBERSHIP) {
            try {
                MembershipCodec.decode(entry.payload());
            } catch (IllegalArgumentException malformed) {
                return false;
            }
        }
        return true;
    }

    private boolean isWellFormed(long leader, AppendRequest request) {
        long index = request.prevIndex();
        long term = request.prevTerm();
        if (index < 0 || term < 0 || term > request.term()) {
            complain(leader, request, index, RefusedEntries.Reason.OUT_OF_ORDER);
            return false;
        }
        for (LogEntry entry : request.entries()) {
            index++;
            if (entry.index() != index || entry.term() < term || entry.term() > request.term()) {
                complain(leader, request, index, RefusedEntries.Reason.OUT_OF_ORDER);
                return false;
            }
            if (!isReadable(entry)) {
                complain(leader, request, index, RefusedEntries.Reason.UNREADABLE_MEMBERSHIP);
                return false;
            }
            term = entry.term();
        }
        return true;
    }

    /** There is no answer that would help the leader, which may be right; people have to. */
    private void complain(long leader, AppendRequest request, long index, RefusedEntries.Reason reason) {
        state.outbox.refuse(new RefusedEntries(leader, request.term(), index, reason));
    }
}
