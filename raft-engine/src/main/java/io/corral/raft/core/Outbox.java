package io.corral.raft.core;

import io.corral.raft.core.log.RaftLog;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.PeerMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Gathers the effects of one step. */
final class Outbox {

    private final int group;
    private final long self;

    private @Nullable HardState hardState;
    private OptionalLong truncateFrom = OptionalLong.empty();
    private List<LogEntry> appended = new ArrayList<>();
    private List<Envelope> sendNow = new ArrayList<>();
    private List<Envelope> sendAfterPersist = new ArrayList<>();
    private List<LogEntry> committed = new ArrayList<>();
    private List<ReadGrant> readsGranted = new ArrayList<>();
    private List<Long> readsRefused = new ArrayList<>();
    private List<SnapshotWork> snapshotWork = new ArrayList<>();
    private List<MembershipNews> membershipNews = new ArrayList<>();
    private List<TransferAnswer> transfersAnswered = new ArrayList<>();
    private @Nullable RefusedEntries entriesRefused;

    Outbox(int group, long self) {
        this.group = group;
        this.self = self;
    }

    /** Sends something that asserts nothing about this node's disk. */
    void send(long to, PeerMessage message) {
        sendNow.add(new Envelope(group, self, to, message));
    }

    /** Sends something that is true only once all that has happened so far is durable. */
    void sendAfterPersist(long to, PeerMessage message) {
        sendAfterPersist.add(new Envelope(group, self, to, message));
    }

    void persist(HardState changed) {
        hardState = changed;
    }

    void persist(LogEntry entry) {
        appended.add(entry);
    }

    /** Comes before anything is appended in a step. */
    void persistTruncation(long fromIndex) {
        truncateFrom = OptionalLong.of(fromIndex);
    }

    void commit(List<LogEntry> entries) {
        committed.addAll(entries);
    }

    void grant(long requestId, long readIndex) {
        readsGranted.add(new ReadGrant(requestId, readIndex));
    }

    void refuse(long requestId) {
        readsRefused.add(requestId);
    }

    void work(SnapshotWork work) {
        snapshotWork.add(work);
    }

    void tell(MembershipNews news) {
        membershipNews.add(news);
    }

    void answer(TransferAnswer answer) {
        transfersAnswered.add(answer);
    }

    /** A leader's entries cannot be taken. */
    void refuse(RefusedEntries entries) {
        entriesRefused = entries;
    }

    /** Whether this step has changed the hard state. */
    boolean hasHardState() {
        return hardState != null;
    }

    /** Hands over what was gathered and begins anew. */
    Effects drain(RaftLog log, Optional<RoleChange> roleChange) {
        Optional<Persist> persist = persist(log);
        if (persist.isEmpty() && roleChange.isEmpty() && isQuiet()) {
            return Effects.NONE;
        }
        Effects effects = new Effects(
                persist,
                taken(sendNow),
                taken(sendAfterPersist),
                taken(committed),
                taken(readsGranted),
                taken(readsRefused),
                roleChange,
                taken(snapshotWork),
                taken(membershipNews),
                taken(transfersAnswered),
                Optional.ofNullable(entriesRefused));
        begin();
        return effects;
    }

    private Optional<Persist> persist(RaftLog log) {
        if (hardState == null && truncateFrom.isEmpty() && appended.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Persist(log.beginPersist(), Optional.ofNullable(hardState), truncateFrom, taken(appended)));
    }

    private boolean isQuiet() {
        return sendNow.isEmpty()
                && sendAfterPersist.isEmpty()
                && committed.isEmpty()
                && readsGranted.isEmpty()
                && readsRefused.isEmpty()
                && snapshotWork.isEmpty()
                && membershipNews.isEmpty()
                && transfersAnswered.isEmpty()
                && entriesRefused == null;
    }

    private void begin() {
        hardState = null;
        truncateFrom = OptionalLong.empty();
        appended = fresh(appended);
        sendNow = fresh(sendNow);
        sendAfterPersist = fresh(sendAfterPersist);
        committed = fresh(committed);
        readsGranted = fresh(readsGranted);
        readsRefused = fresh(readsRefused);
        snapshotWork = fresh(snapshotWork);
        membershipNews = fresh(membershipNews);
        transfersAnswered = fresh(transfersAnswered);
        entriesRefused = null;
    }

    private static <T> List<T> taken(List<T> list) {
        return list.isEmpty() ? List.of() : Collections.unmodifiableList(list);
    }

    /** A list that was handed out is not used again. */
    private static <T> List<T> fresh(List<T> list) {
        return list.isEmpty() ? list : new ArrayList<>();
    }
}
