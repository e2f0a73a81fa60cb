package io.corral.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemberReportsTest {

    private final AtomicLong clock = new AtomicLong(1_000);
    private final MemberReports reports =
            new MemberReports(1, Map.of(1L, "one", 2L, "two", 3L, "three"), Duration.ofSeconds(2), clock::get);
    private final MemberReport own = SampleStatus.report(1, ServerMode.FOLLOWER);

    @Test
    void members_not_heard_of_are_listed_as_unreachable() {
        EnsembleStatus ensemble = reports.ensemble(own);

        assertThat(ensemble.members()).extracting(MemberStatus::id).containsExactly(1L, 2L, 3L);
        assertThat(ensemble.members()).extracting(MemberStatus::reachable).containsExactly(true, false, false);
        assertThat(ensemble.members().get(1).report()).isEmpty();
        assertThat(ensemble.leader()).isEmpty();
    }

    @Test
    void a_member_stays_reachable_for_a_while_after_its_last_report() {
        reports.record(SampleStatus.report(2, ServerMode.LEADER));
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        EnsembleStatus fresh = reports.ensemble(own);
        clock.addAndGet(1);
        EnsembleStatus stale = reports.ensemble(own);

        assertThat(fresh.members().get(1).reachable()).isTrue();
        assertThat(fresh.members().get(1).ageMillis()).isEqualTo(2000);
        assertThat(fresh.leader()).map(MemberReport::id).contains(2L);
        assertThat(stale.members().get(1).reachable()).isFalse();
        assertThat(stale.members().get(1).report()).isPresent();
        assertThat(stale.leader()).isEmpty();
    }

    @Test
    void reports_of_strangers_and_of_itself_are_dropped() {
        reports.record(SampleStatus.report(9, ServerMode.LEADER));
        reports.record(SampleStatus.report(1, ServerMode.LEADER));

        assertThat(reports.ensemble(own).members()).hasSize(3);
        assertThat(reports.ensemble(own).leader()).isEmpty();
    }
}
