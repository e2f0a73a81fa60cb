package io.corral.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.status.ServerEvent;
import io.corral.server.status.ServerEvent.Kind;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventJournalTest {
    private final AtomicLong clock = new AtomicLong(1_000);
    private final EventJournal journal = new EventJournal(3, clock::incrementAndGet);

    @Test
    void shows_the_newest_event_first_with_its_time() {
        journal.add(Kind.PEER, "first");
        journal.add(Kind.DISK, "second");

        assertThat(journal.newestFirst())
                .containsExactly(
                        new ServerEvent(2, 1_002, Kind.DISK, "second"), new ServerEvent(1, 1_001, Kind.PEER, "first"));
    }

    @Test
    void forgets_the_oldest_when_it_is_full_and_goes_on_counting() {
        for (int i = 0; i < 10; i++) {
            journal.add(Kind.PEER, "event " + i);
        }

        assertThat(journal.newestFirst()).extracting(ServerEvent::number).containsExactly(10L, 9L, 8L);
    }
}
