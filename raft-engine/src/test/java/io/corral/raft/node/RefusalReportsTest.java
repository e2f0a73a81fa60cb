package io.corral.raft.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.RefusedEntries;
import io.corral.raft.core.RefusedEntries.Reason;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Entries that cannot be taken")
class RefusalReportsTest {
    private static final long START = Long.MAX_VALUE - 5;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RefusalReports reports = new RefusalReports();

    private static RefusedEntries refused(long index, Reason reason) {
        return new RefusedEntries(2, 7, index, reason);
    }

    @Test
    @DisplayName("are reported at once, with what to do, and again after a minute, however often they come")
    void oncePerMinute() {
        RefusedEntries unreadable = refused(12, Reason.UNREADABLE_MEMBERSHIP);
        assertThat(reports.about(unreadable, START))
                .hasValueSatisfying(
                        line -> assertThat(line).contains("Entry 12", "node 2", "term 7", "falls behind", "release"));
        assertThat(reports.about(unreadable, START + SECOND)).isEmpty();
        assertThat(reports.about(unreadable, START + 59 * SECOND)).isEmpty();
        assertThat(reports.about(unreadable, START + 60 * SECOND)).isPresent();
        assertThat(reports.about(unreadable, START + 61 * SECOND)).isEmpty();
    }

    @Test
    @DisplayName("are reported at once when something else is wrong with them")
    void anotherReason() {
        assertThat(reports.about(refused(12, Reason.UNREADABLE_MEMBERSHIP), START))
                .isPresent();
        assertThat(reports.about(refused(12, Reason.CONTRADICTS_COMMITTED), START))
                .hasValueSatisfying(line -> assertThat(line).contains("contradicts what is committed", "empty"));
    }
}
