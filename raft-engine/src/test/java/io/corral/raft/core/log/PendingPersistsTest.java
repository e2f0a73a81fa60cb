package io.corral.raft.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is durable")
class PendingPersistsTest {

    private final PendingPersists persists = new PendingPersists(10);

    @Test
    @DisplayName("grows with each persist that is done, several at once when they share a force")
    void grows() {
        persists.begin(12);
        long second = persists.begin(15);
        assertThat(persists.durableIndex()).isEqualTo(10);
        persists.done(second);
        assertThat(persists.durableIndex()).isEqualTo(15);
    }

    @Test
    @DisplayName("is only what comes before a truncation, although older persists end later")
    void truncation() {
        long first = persists.begin(20);
        persists.truncateFrom(15);
        long second = persists.begin(16);
        persists.done(first);
        assertThat(persists.durableIndex()).isEqualTo(14);
        persists.done(second);
        assertThat(persists.durableIndex()).isEqualTo(16);
    }

    @Test
    @DisplayName("does not come back when entries that were cut off are written again before the cut is durable")
    void writtenAgain() {
        long first = persists.begin(20);
        persists.truncateFrom(15);
        long second = persists.begin(15);
        persists.truncateFrom(15);
        long third = persists.begin(20);
        persists.done(first);
        assertThat(persists.durableIndex())
                .as("a crash now would leave the second write")
                .isEqualTo(14);
        persists.done(second);
        assertThat(persists.durableIndex()).isEqualTo(14);
        persists.done(third);
        assertThat(persists.durableIndex()).isEqualTo(20);
    }

    @Test
    @DisplayName("is the snapshot after a reset, until something new is written")
    void reset() {
        long before = persists.begin(20);
        persists.resetTo(50);
        persists.done(before);
        assertThat(persists.durableIndex()).isEqualTo(50);
    }
}
