package io.corral.raft.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A follower that cannot take its leader's entries")
class RefusedEntriesTest {
    private static final long LEADER = 2;

    private final RaftCore core = new RaftCore(
            RaftSettings.defaults(1, 1),
            RestoredState.initial(Membership.ofVoters(Set.of(1L, 2L, 3L))),
            new NothingPersisted(),
            new Random(1));

    private static LogEntry command(long index, long term) {
        return new LogEntry(index, term, EntryType.COMMAND, new byte[] {1});
    }

    private Effects take(AppendRequest request) {
        return core.step(new Input.Received(LEADER, request));
    }

    private void assertRefused(AppendRequest request, long index, RefusedEntries.Reason reason) {
        long before = core.status().lastIndex();
        Effects effects = take(request);
        assertThat(effects.entriesRefused()).contains(new RefusedEntries(LEADER, request.term(), index, reason));
        assertThat(effects.sendNow()).isEmpty();
        assertThat(effects.sendAfterPersist()).isEmpty();
        assertThat(core.status().lastIndex()).isEqualTo(before);
    }

    @Test
    @DisplayName("because it cannot read who the members are, says so each time")
    void unreadableMembership() {
        LogEntry ofAnotherRelease = new LogEntry(2, 1, EntryType.MEMBERSHIP, new byte[] {99, 0, 0, 0, 0});
        AppendRequest request = new AppendRequest(1, 0, 0, List.of(command(1, 1), ofAnotherRelease), 0, 0);
        assertRefused(request, 2, RefusedEntries.Reason.UNREADABLE_MEMBERSHIP);
        assertRefused(request, 2, RefusedEntries.Reason.UNREADABLE_MEMBERSHIP);
    }

    @Test
    @DisplayName("because they contradict what is committed, says so, and keeps what it has")
    void contradictsCommitted() {
        Effects taken = take(new AppendRequest(1, 0, 0, List.of(command(1, 1), command(2, 1)), 2, 0));
        assertThat(taken.entriesRefused()).isEmpty();
        assertThat(core.status().commitIndex()).isEqualTo(2);
        AppendRequest other = new AppendRequest(3, 0, 0, List.of(command(1, 1), command(2, 3)), 0, 0);
        assertRefused(other, 2, RefusedEntries.Reason.CONTRADICTS_COMMITTED);
    }

    @Test
    @DisplayName("because they do not follow one another, says so")
    void outOfOrder() {
        AppendRequest gap = new AppendRequest(1, 0, 0, List.of(command(1, 1), command(3, 1)), 0, 0);
        assertRefused(gap, 2, RefusedEntries.Reason.OUT_OF_ORDER);
        AppendRequest fromTheFuture = new AppendRequest(1, 0, 0, List.of(command(1, 2)), 0, 0);
        assertRefused(fromTheFuture, 1, RefusedEntries.Reason.OUT_OF_ORDER);
        assertRefused(new AppendRequest(1, -1, 0, List.of(), 0, 0), -1, RefusedEntries.Reason.OUT_OF_ORDER);
        assertThat(core.step(new Input.RoundEnded()).entriesRefused()).isEqualTo(Optional.empty());
    }
}
