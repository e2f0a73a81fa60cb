package io.corral.server.ops.metrics;

import io.corral.raft.core.RaftRole;
import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.RaftStatus.PeerStatus;
import io.corral.raft.core.progress.FollowerMode;
import io.corral.raft.node.NodeMetrics;
import io.corral.raft.node.QueueDepths;
import io.corral.raft.node.SnapshotMetrics;
import io.prometheus.client.Collector;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Shows the Raft engine to Prometheus, all under {@code corral_raft_}, in seconds, bytes and entries; docs/metrics.md lists them.
 * What ZooKeeper has a name for is in {@link ServerMetricsCollector} besides.
 */
public final class RaftMetricsCollector extends Collector {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Supplier<RaftStatus> status;
    private final Supplier<NodeMetrics> metrics;

    /**
     * A collector to register once.
     *
     * @param status how the node stands, read at each scrape
     * @param metrics what it counts, read at each scrape
     */
    public RaftMetricsCollector(Supplier<RaftStatus> status, Supplier<NodeMetrics> metrics) {
        this.status = status;
        this.metrics = metrics;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        NodeMetrics counted = metrics.get();
        RaftStatus standing = status.get();
        standing(families, standing);
        peers(families, standing.peers());
        elections(families, counted);
        writes(families, counted);
        snapshots(families, counted.snapshots());
        queues(families, counted.queues());
        return families;
    }

    private static void standing(List<MetricFamilySamples> families, RaftStatus standing) {
        GaugeMetricFamily role = new GaugeMetricFamily(
                "corral_raft_role", "1 for the role the node has, 0 for the others", List.of("role"));
        for (RaftRole each : RaftRole.values()) {
            role.addMetric(List.of(word(each)), each == standing.role() ? 1 : 0);
        }
        families.add(role);
        families.add(new GaugeMetricFamily(
                "corral_raft_durable_index", "Last log index that is durable here", standing.durableIndex()));
        families.add(new GaugeMetricFamily(
                "corral_raft_log_kept_bytes",
                "Log that a leader keeps only because other nodes still need it",
                standing.keptLogBytes()));
        families.add(new GaugeMetricFamily(
                "corral_raft_lease_seconds",
                "What is left of the leader's lease; 0 when there is none",
                standing.leaseNanos() / NANOS_PER_SECOND));
        families.add(new GaugeMetricFamily(
                "corral_raft_voters",
                "Members with a vote",
                standing.membership().voters().size()));
        families.add(new GaugeMetricFamily(
                "corral_raft_learners",
                "Members without a vote",
                standing.membership().learners().size()));
    }

    private static void peers(List<MetricFamilySamples> families, List<PeerStatus> peers) {
        families.add(perPeer(
                "corral_raft_peer_match_index",
                "Last log index known to be durable at the peer; leader only",
                peers,
                PeerStatus::matchIndex));
        families.add(perPeer(
                "corral_raft_peer_next_index",
                "Next log index to be sent to the peer; leader only",
                peers,
                PeerStatus::nextIndex));
        families.add(perPeer(
                "corral_raft_peer_in_flight_entries",
                "Entries sent to the peer and not acknowledged; leader only",
                peers,
                PeerStatus::inflightEntries));
        families.add(perPeer(
                "corral_raft_peer_lag_seconds",
                "How long the peer has been without the oldest entry that it lacks; leader only",
                peers,
                peer -> peer.lagNanos() / NANOS_PER_SECOND));
        families.add(perPeer(
                "corral_raft_peer_in_flight_bytes",
                "Sent to the peer and not acknowledged; leader only",
                peers,
                PeerStatus::inflightBytes));
        families.add(perPeer(
                "corral_raft_peer_silent_seconds",
                "Time since the leader last heard of the peer; leader only",
                peers,
                peer -> peer.sinceContactNanos() / NANOS_PER_SECOND));
        GaugeMetricFamily mode = new GaugeMetricFamily(
                "corral_raft_peer_mode", "1 for the way the leader sends to the peer", List.of("peer", "mode"));
        for (PeerStatus peer : peers) {
            for (FollowerMode each : FollowerMode.values()) {
                mode.addMetric(List.of(Long.toString(peer.id()), word(each)), each == peer.mode() ? 1 : 0);
            }
        }
        families.add(mode);
    }

    private static MetricFamilySamples perPeer(
            String name, String help, List<PeerStatus> peers, ToDoubleFunction<PeerStatus> value) {
        GaugeMetricFamily family = new GaugeMetricFamily(name, help, List.of("peer"));
        for (PeerStatus peer : peers) {
            family.addMetric(List.of(Long.toString(peer.id())), value.applyAsDouble(peer));
        }
        return family;
    }

    private static void elections(List<MetricFamilySamples> families, NodeMetrics counted) {
        count(
                families,
                "corral_raft_pre_votes",
                "Times the node asked whether an election would succeed",
                counted.elections().preVotes());
        count(
                families,
                "corral_raft_elections_started",
                "Elections the node stood in",
                counted.elections().started());
        count(
                families,
                "corral_raft_elections_won",
                "Elections the node won",
                counted.elections().won());
        count(
                families,
                "corral_raft_elections_lost",
                "Elections the node stood in and did not win",
                counted.elections().lost());
        count(
                families,
                "corral_raft_leader_changes",
                "Times another node became known as the leader",
                counted.elections().leaderChanges());
    }

    private static void writes(List<MetricFamilySamples> families, NodeMetrics counted) {
        count(
                families,
                "corral_raft_proposals_accepted",
                "Commands taken for replication",
                counted.proposalsAccepted());
        count(
                families,
                "corral_raft_proposals_refused",
                "Commands refused, the queue being full or the disk not writable",
                counted.proposalsRefused());
        count(
                families,
                "corral_raft_disk_obstructions",
                "Times the disk of the log began to refuse writes",
                counted.diskObstructions());
        families.add(Histograms.seconds(
                "corral_raft_commit_seconds",
                "Time from proposing to commit, on the leader; a sample",
                counted.commitNanos()));
        families.add(Histograms.seconds(
                "corral_raft_fsync_seconds", "Time of one group commit: write and fsync", counted.persistNanos()));
        families.add(Histograms.seconds(
                "corral_raft_apply_seconds", "Time to execute one batch of committed entries", counted.applyNanos()));
        families.add(Histograms.entries(
                "corral_raft_loop_batch_inputs", "Inputs the Raft loop took at once", counted.loopBatch()));
        families.add(Histograms.entries(
                "corral_raft_propose_batch_entries", "Commands proposed at once", counted.proposeBatch()));
        families.add(Histograms.entries(
                "corral_raft_fsync_batch_entries", "Entries made durable by one fsync", counted.persistBatch()));
        families.add(Histograms.entries(
                "corral_raft_apply_batch_entries", "Entries executed at once", counted.applyBatch()));
    }

    private static void snapshots(List<MetricFamilySamples> families, SnapshotMetrics snapshots) {
        count(families, "corral_raft_snapshots_taken", "Snapshots of the own state written", snapshots.taken());
        count(families, "corral_raft_snapshots_installed", "Snapshots of a leader put in force", snapshots.installed());
        count(
                families,
                "corral_raft_snapshots_failed",
                "Snapshots that could not be written or stored",
                snapshots.failed());
        count(
                families,
                "corral_raft_snapshot_sent_bytes",
                "Bytes of snapshots sent to followers",
                snapshots.sentBytes());
        count(
                families,
                "corral_raft_snapshot_received_bytes",
                "Bytes of snapshots received from leaders",
                snapshots.receivedBytes());
        families.add(Histograms.bytes(
                "corral_raft_snapshot_taken_bytes", "Sizes of the snapshots written", snapshots.takenBytes()));
        families.add(Histograms.seconds(
                "corral_raft_snapshot_write_seconds",
                "Time to write a snapshot and make it durable",
                snapshots.writeNanos()));
        families.add(Histograms.seconds(
                "corral_raft_snapshot_restore_seconds",
                "Time to replace the state by a snapshot",
                snapshots.restoreNanos()));
    }

    private static void queues(List<MetricFamilySamples> families, QueueDepths queues) {
        GaugeMetricFamily items = new GaugeMetricFamily(
                "corral_raft_queue_items", "What waits for a thread of the engine", List.of("queue"));
        items.addMetric(List.of("loop"), queues.loop());
        items.addMetric(List.of("log"), queues.log());
        items.addMetric(List.of("apply"), queues.apply());
        items.addMetric(List.of("snapshot"), queues.snapshot());
        items.addMetric(List.of("transfer"), queues.transfer());
        families.add(items);
        families.add(new GaugeMetricFamily(
                "corral_raft_queued_proposal_bytes",
                "Commands accepted and not yet durable here",
                queues.proposalBytes()));
    }

    private static void count(List<MetricFamilySamples> families, String name, String help, long value) {
        families.add(new CounterMetricFamily(name, help, value));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
