package io.corral.raft.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.port.LogStorage;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log in memory")
class MemoryLogTest extends LogStorageContract {

    @Override
    LogStorage create() {
        return new MemoryLog();
    }

    @Override
    LogStorage reopen(LogStorage closed) {
        return ((MemoryLog) closed).crash(0);
    }

    @Test
    @DisplayName("what was written and not forced is invisible, and a crash keeps a prefix of it")
    void losesUnforced() {
        MemoryLog memory = new MemoryLog();
        memory.persist(List.of(batches.entries(1, 1, 2)));
        memory.write(List.of(batches.vote(2, 3), batches.entries(3, 2, 3)));
        assertThat(memory.lastIndex()).isEqualTo(2);
        assertThat(memory.unforcedRecords()).isEqualTo(4);
        assertThat(memory.crash(0).lastIndex()).isEqualTo(2);
        assertThat(memory.crash(2).lastIndex()).isEqualTo(3);
        assertThat(memory.crash(2).restored().hardState().term()).isEqualTo(2);
        memory.force();
        assertThat(memory.crash(0).lastIndex()).isEqualTo(5);
    }
}
