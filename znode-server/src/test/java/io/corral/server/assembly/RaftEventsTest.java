package io.corral.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.node.RaftListener;
import io.corral.raft.node.SnapshotNews;
import io.corral.raft.port.WriteObstacle;
import io.corral.server.ops.EventJournal;
import io.corral.server.status.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RaftEventsTest {
    private final List<String> passedOn = new ArrayList<>();
    private final EventJournal journal = new EventJournal(100, () -> 0);
    private final RaftEvents events = new RaftEvents(new Next(), journal);

    private final class Next implements RaftListener {
        @Override
        public void onLeadershipChanged(RaftRole role, long term, long leaderId) {
            passedOn.add("leadership");
        }

        @Override
        public void onApplicationMessage(long from, byte[] payload) {
            passedOn.add("message");
        }

        @Override
        public void onPeerConnected(long peer) {
            passedOn.add("connected");
        }

        @Override
        public void onPeerDisconnected(long peer) {
            passedOn.add("disconnected");
        }

        @Override
        public void onDiskReported(Optional<WriteObstacle> obstacle) {
            passedOn.add("disk");
        }

        @Override
        public void onFatal(Throwable cause) {
            passedOn.add("fatal");
        }
    }

    private List<String> texts() {
        return journal.newestFirst().stream().map(ServerEvent::text).toList();
    }

    @Test
    void leadership_is_told_in_words() {
        events.onLeadershipChanged(RaftRole.PRE_CANDIDATE, 4, 0);
        events.onLeadershipChanged(RaftRole.CANDIDATE, 5, 0);
        events.onLeadershipChanged(RaftRole.LEADER, 5, 1);
        events.onLeadershipChanged(RaftRole.FOLLOWER, 6, 2);
        events.onLeadershipChanged(RaftRole.FOLLOWER, 6, 0);

        assertThat(texts())
                .containsExactly(
                        "Knows no leader in term 6.",
                        "Follows server 2 in term 6.",
                        "Leads term 5.",
                        "Asks for votes in term 5.",
                        "Asks whether an election after term 4 would succeed.");
    }

    @Test
    void everything_is_passed_on_and_messages_are_not_written_down() {
        events.onLeadershipChanged(RaftRole.LEADER, 5, 1);
        events.onApplicationMessage(2, new byte[0]);
        events.onPeerConnected(2);
        events.onPeerDisconnected(2);
        events.onDiskReported(Optional.empty());
        events.onFatal(new IllegalStateException("a reason"));

        assertThat(passedOn).containsExactly("leadership", "message", "connected", "disconnected", "disk", "fatal");
        assertThat(texts()).hasSize(5);
    }

    @Test
    void trouble_with_the_disk_is_told_when_it_begins_and_when_it_is_over() {
        events.onDiskReported(Optional.of(WriteObstacle.NO_SPACE));
        events.onDiskReported(Optional.empty());

        assertThat(texts())
                .containsExactly(
                        "The disk of the log takes writes again.",
                        "The disk of the log refuses writes: there is no space left.");
    }

    @Test
    void snapshots_and_members_are_told_with_their_figures() {
        events.onSnapshot(new SnapshotNews(SnapshotNews.Kind.TAKEN, 700, 3_000, 25_000_000));
        events.onMembershipChanged(Membership.ofVoters(Set.of(3L, 1L)));

        assertThat(texts())
                .containsExactly(
                        "The members are voters [1, 3].", "Wrote a snapshot of 3 kB up to index 700 in 25 ms.");
    }
}
