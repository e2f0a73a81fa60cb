package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.raft.core.Persist;
import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftSettings;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.log.MemoryLog;
import io.corral.raft.log.SoleGroupLog;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.PeerTransport;
import io.corral.raft.port.RestoredLog;
import io.corral.raft.snapshot.MemorySnapshotStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A node whose disk fails")
class FailedDiskTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    @DisplayName("stops, says so once, and neither acknowledges nor takes anything more")
    void stops() throws IOException {
        FailingLog log = new FailingLog();
        Tally state = new Tally();
        RecordingListener listener = new RecordingListener();
        RaftPorts ports = new RaftPorts(
                new SoleGroupLog(0, log),
                new MemorySnapshotStorage(),
                new Nowhere(),
                state,
                listener,
                System::nanoTime,
                new SplittableRandom(1));
        RaftNodeSettings settings = RaftNodeSettings.of(RaftSettings.defaults(1, 0), Membership.ofVoters(Set.of(1L)));
        try (RaftNode node = RaftNode.start(settings, ports)) {
            await().atMost(LONG).until(() -> listener.role == RaftRole.LEADER);
            node.propose(List.of(TestCluster.bytes("good")));
            await().atMost(LONG).until(() -> state.size() == 1);
            log.failing = true;
            node.propose(List.of(TestCluster.bytes("lost")));
            await().atMost(LONG).until(() -> listener.fatal != null);
            assertThat(listener.fatal).isInstanceOf(IOException.class).hasMessage("fsync failed");
            assertThat(node.propose(List.of(TestCluster.bytes("late")))).isEqualTo(ProposalAnswer.NODE_ENDED);
            assertThat(state.commands()).containsExactly("good");
        }
        assertThat(log.attempts).isEqualTo(1);
    }

    /** Works until told to fail. */
    private static final class FailingLog implements LogStorage {
        private final MemoryLog memory = new MemoryLog();
        private volatile boolean failing;
        private volatile int attempts;

        @Override
        public RestoredLog restored() {
            return memory.restored();
        }

        @Override
        public void persist(List<Persist> batch) throws IOException {
            if (failing) {
                attempts++;
                throw new IOException("fsync failed");
            }
            memory.persist(batch);
        }

        @Override
        public boolean compact(long upToIndex) {
            return memory.compact(upToIndex);
        }

        @Override
        public void resetTo(SnapshotMeta meta) {
            memory.resetTo(meta);
        }

        @Override
        public long firstIndex() {
            return memory.firstIndex();
        }

        @Override
        public long lastIndex() {
            return memory.lastIndex();
        }

        @Override
        public long termAt(long index) {
            return memory.termAt(index);
        }

        @Override
        public List<LogEntry> read(long from, long toExclusive, long maxBytes) {
            return memory.read(from, toExclusive, maxBytes);
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    /** Connections of a node without peers. */
    private static final class Nowhere implements PeerTransport {

        @Override
        public void start(Listener listener) {
            // Nobody calls.
        }

        @Override
        public void send(Envelope envelope) {
            // Nobody listens.
        }

        @Override
        public void sendApplication(int group, long peer, byte[] payload) {
            // Nobody listens.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
