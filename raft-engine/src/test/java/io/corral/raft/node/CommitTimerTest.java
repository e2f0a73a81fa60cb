package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The timer of commits")
class CommitTimerTest {
    private final DistributionRecorder nanos = new DistributionRecorder();
    private final CommitTimer timer = new CommitTimer(nanos);

    private static List<LogEntry> upTo(long index) {
        return List.of(new LogEntry(index, 1, EntryType.COMMAND, new byte[0]));
    }

    @Test
    @DisplayName("measures from proposing to the commit of the last entry")
    void measures() {
        timer.proposed(upTo(5), 100);
        assertThat(timer.awaits(4)).isFalse();
        assertThat(timer.awaits(5)).isTrue();
        timer.committed(130);
        assertThat(nanos.read().sum()).isEqualTo(30);
        assertThat(timer.awaits(6)).isFalse();
    }

    @Test
    @DisplayName("follows one batch at a time")
    void oneAtATime() {
        timer.proposed(upTo(5), 100);
        timer.proposed(upTo(9), 120);
        assertThat(timer.awaits(7)).isTrue();
        timer.committed(140);
        assertThat(nanos.read().sum()).isEqualTo(40);
    }

    @Test
    @DisplayName("forgets what lost its leader")
    void forgets() {
        timer.proposed(upTo(5), 100);
        timer.forget();
        assertThat(timer.awaits(100)).isFalse();
        assertThat(timer.isIdle()).isTrue();
    }
}
