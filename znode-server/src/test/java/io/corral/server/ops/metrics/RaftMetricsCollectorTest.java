package io.corral.server.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.RaftStatus.PeerStatus;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.progress.FollowerMode;
import io.corral.raft.node.Distribution;
import io.corral.raft.node.ElectionCounts;
import io.corral.raft.node.NodeMetrics;
import io.corral.raft.node.QueueDepths;
import io.corral.raft.node.SnapshotMetrics;
import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RaftMetricsCollectorTest {
    private static final Distribution NONE = new Distribution(0, 0, 0, Collections.nCopies(64, 0L));

    private final CollectorRegistry registry = new CollectorRegistry();

    /** Three values from 2^19 to 2^20 - 1 nanoseconds, about a millisecond at most, and one twice as large. */
    private static Distribution aboutAMillisecond() {
        List<Long> buckets = new ArrayList<>(Collections.nCopies(64, 0L));
        buckets.set(20, 3L);
        buckets.set(21, 1L);
        return new Distribution(4, 5_000_000, 2_000_000, buckets);
    }

    private static Distribution batches() {
        List<Long> buckets = new ArrayList<>(Collections.nCopies(64, 0L));
        buckets.set(1, 5L);
        buckets.set(2, 2L);
        return new Distribution(7, 11, 3, buckets);
    }

    @BeforeEach
    void scrape() {
        Membership members = Membership.ofVoters(Set.of(1L, 2L, 3L));
        RaftStatus status = new RaftStatus(
                1,
                RaftRole.LEADER,
                4,
                1,
                members,
                members,
                90,
                89,
                1,
                100,
                95,
                0,
                2_048,
                100_000_000,
                List.of(new PeerStatus(2, FollowerMode.REPLICATE, 95, 101, 5, 512, 125_000_000, 250_000_000)));
        NodeMetrics metrics = new NodeMetrics(
                1_000,
                7,
                batches(),
                batches(),
                batches(),
                aboutAMillisecond(),
                batches(),
                NONE,
                aboutAMillisecond(),
                new SnapshotMetrics(2, 1, 0, NONE, NONE, NONE, 4_096, 0),
                new ElectionCounts(3, 2, 1, 1, 2),
                new QueueDepths(1, 2, 3, 0, 0, 640),
                0);
        new RaftMetricsCollector(() -> status, () -> metrics).register(registry);
    }

    private double value(String name, String... labels) {
        String[] names = new String[labels.length / 2];
        String[] values = new String[labels.length / 2];
        for (int i = 0; i < names.length; i++) {
            names[i] = labels[2 * i];
            values[i] = labels[2 * i + 1];
        }
        Double value = registry.getSampleValue(name, names, values);
        assertThat(value).as(name).isNotNull();
        return value;
    }

    @Test
    void the_role_is_one_of_several() {
        assertThat(value("corral_raft_role", "role", "leader")).isEqualTo(1);
        assertThat(value("corral_raft_role", "role", "follower")).isZero();
        assertThat(value("corral_raft_durable_index")).isEqualTo(95);
        assertThat(value("corral_raft_log_kept_bytes")).isEqualTo(2_048);
        assertThat(value("corral_raft_voters")).isEqualTo(3);
        assertThat(value("corral_raft_lease_seconds")).isEqualTo(0.1);
    }

    @Test
    void a_leader_shows_its_peers() {
        assertThat(value("corral_raft_peer_match_index", "peer", "2")).isEqualTo(95);
        assertThat(value("corral_raft_peer_in_flight_bytes", "peer", "2")).isEqualTo(512);
        assertThat(value("corral_raft_peer_in_flight_entries", "peer", "2")).isEqualTo(5);
        assertThat(value("corral_raft_peer_lag_seconds", "peer", "2")).isEqualTo(0.125);
        assertThat(value("corral_raft_peer_silent_seconds", "peer", "2")).isEqualTo(0.25);
        assertThat(value("corral_raft_peer_mode", "peer", "2", "mode", "replicate"))
                .isEqualTo(1);
    }

    @Test
    void elections_are_counted() {
        assertThat(value("corral_raft_pre_votes_total")).isEqualTo(3);
        assertThat(value("corral_raft_elections_started_total")).isEqualTo(2);
        assertThat(value("corral_raft_elections_won_total")).isEqualTo(1);
        assertThat(value("corral_raft_elections_lost_total")).isEqualTo(1);
        assertThat(value("corral_raft_leader_changes_total")).isEqualTo(2);
    }

    @Test
    void times_are_histograms_in_seconds() {
        assertThat(value("corral_raft_fsync_seconds_count")).isEqualTo(4);
        assertThat(value("corral_raft_fsync_seconds_sum")).isEqualTo(0.005);
        assertThat(value("corral_raft_fsync_seconds_bucket", "le", "5.24287E-4"))
                .isZero();
        assertThat(value("corral_raft_fsync_seconds_bucket", "le", "0.001048575"))
                .isEqualTo(3);
        assertThat(value("corral_raft_fsync_seconds_bucket", "le", "0.002097151"))
                .isEqualTo(4);
        assertThat(value("corral_raft_fsync_seconds_bucket", "le", "+Inf")).isEqualTo(4);
        assertThat(value("corral_raft_commit_seconds_count")).isEqualTo(4);
    }

    @Test
    void batches_are_histograms_of_entries() {
        assertThat(value("corral_raft_fsync_batch_entries_bucket", "le", "1.0")).isEqualTo(5);
        assertThat(value("corral_raft_fsync_batch_entries_bucket", "le", "3.0")).isEqualTo(7);
        assertThat(value("corral_raft_fsync_batch_entries_sum")).isEqualTo(11);
    }

    @Test
    void snapshots_and_queues_are_shown() {
        assertThat(value("corral_raft_snapshots_taken_total")).isEqualTo(2);
        assertThat(value("corral_raft_snapshot_sent_bytes_total")).isEqualTo(4_096);
        assertThat(value("corral_raft_queue_items", "queue", "apply")).isEqualTo(3);
        assertThat(value("corral_raft_queued_proposal_bytes")).isEqualTo(640);
    }
}
