package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.Persist;
import io.corral.raft.log.MemoryLog;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.Envelope;
import io.corral.raft.message.LogEntry;
import io.corral.raft.message.TimeoutNow;
import io.corral.raft.port.GroupPersist;
import io.corral.raft.port.LogStorage;
import io.corral.raft.port.PeerTransport;
import io.corral.raft.port.SharedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log thread")
class LogBodyTest {
    private static final int GROUP = 1;

    private final List<String> story = new ArrayList<>();
    private final Mailbox<LogWork> mailbox = new Mailbox<>();
    private final Mailbox<LoopTask> loop = new Mailbox<>();
    private final LogShare share = new LogShare(
            GROUP,
            new MemoryLog(),
            loop,
            new ByteBudget(1),
            new MetricsRecorder(),
            new Failure("Node 1", cause -> story.add("fails")));
    private final LogBody body = new LogBody(
            new HostPorts(new ToldLog(), new ToldTransport(), () -> 0),
            new DiskObstruction(new HostedGroups(), () -> 0));

    /** One entry, and a message to node 2 that waits for it. */
    private LogWork.Write write(long sequence) {
        LogEntry entry = new LogEntry(sequence, 1, EntryType.COMMAND, new byte[] {1});
        Persist persist = new Persist(sequence, Optional.empty(), OptionalLong.empty(), List.of(entry));
        return new LogWork.Write(
                share, Optional.of(persist), List.of(new Envelope(GROUP, 1, 2, new TimeoutNow(sequence))), 0);
    }

    @Test
    @DisplayName("forces once for all that gathered while the last force ran, and only then sends what waits for it")
    void groupCommit() throws IOException {
        mailbox.post(write(2));
        mailbox.post(write(3));
        body.handle(write(1), mailbox);
        assertThat(story).containsExactly("forces [1, 2, 3]", "sends 1", "sends 2", "sends 3");
        assertThat(share.durableSequence()).isEqualTo(3);
        assertThat(loop.depth()).as("the loop is told once").isEqualTo(1);
        assertThat(mailbox.isEmpty()).isTrue();

        body.handle(write(4), mailbox);
        assertThat(story).endsWith("forces [4]", "sends 4");
    }

    @Test
    @DisplayName("keeps the order of what has to be done between two writes")
    void otherWorkBetween() throws IOException {
        mailbox.post(new LogWork.Act(share, log -> story.add("acts")));
        mailbox.post(write(2));
        body.handle(write(1), mailbox);
        body.handle(Objects.requireNonNull(mailbox.poll()), mailbox);
        assertThat(story).containsExactly("forces [1]", "sends 1", "acts", "forces [2]", "sends 2");
    }

    /** Tells what it is asked to make durable. */
    private final class ToldLog implements SharedLog {
        @Override
        public LogStorage group(int group) {
            return share.storage();
        }

        @Override
        public Set<Integer> groups() {
            return Set.of(GROUP);
        }

        @Override
        public void persist(List<GroupPersist> batch) {
            story.add("forces "
                    + batch.stream().map(each -> each.persist().sequence()).toList());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** Tells what it is asked to send. */
    private final class ToldTransport implements PeerTransport {
        @Override
        public void start(Listener listener) {
            // Nobody calls.
        }

        @Override
        public void send(Envelope envelope) {
            story.add("sends " + envelope.message().term());
        }

        @Override
        public void sendApplication(int group, long peer, byte[] payload) {
            // Not of interest here.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
