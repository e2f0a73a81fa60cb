package io.corral.server.status;

import io.corral.server.status.Metric.Kind;
import io.corral.server.status.TrafficStatus.PacketCounts;
import io.corral.server.status.TrafficStatus.RefusalCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * Which metrics a server has: ZooKeeper's names for what means the same here, and Corral's own, which start with {@code
 * corral_}. {@code mntr}, the {@code monitor} command and Prometheus all show this list.
 */
public final class MetricCatalogue {

    /** A follower that lacks nothing older than this counts as in step with its leader. */
    private static final long SYNCED_WITHIN_MILLIS = 2_000;

    private MetricCatalogue() {}

    /** The metrics of a server, in the order they are shown. */
    public static List<Metric> of(ServerStatus status) {
        List<Metric> metrics = new ArrayList<>(80);
        traffic(metrics, status.traffic());
        tree(metrics, status.tree());
        host(metrics, status.host());
        quorum(metrics, status);
        timings(metrics, status.timings());
        raft(metrics, status);
        return List.copyOf(metrics);
    }

    private static void traffic(List<Metric> metrics, TrafficStatus traffic) {
        LatencyStatus latency = traffic.latencyMillis();
        metrics.add(new Metric.Single("avg_latency", Kind.GAUGE, latency.average(), false));
        gauge(metrics, "max_latency", latency.max());
        gauge(metrics, "min_latency", latency.min());
        PacketCounts packets = traffic.packets();
        gauge(metrics, "packets_received", packets.received());
        gauge(metrics, "packets_sent", packets.sent());
        gauge(metrics, "num_alive_connections", traffic.connections());
        gauge(metrics, "outstanding_requests", traffic.outstanding());
        SizeStatus sizes = traffic.responseBytes();
        gauge(metrics, "last_client_response_size", sizes.last());
        gauge(metrics, "max_client_response_size", sizes.max());
        gauge(metrics, "min_client_response_size", sizes.min());
        RefusalCounts refusals = traffic.refusals();
        gauge(metrics, "auth_failed_count", refusals.authenticationFailed());
        metrics.add(new Metric.Single("connection_drop_probability", Kind.GAUGE, 0, false));
        gauge(metrics, "non_mtls_local_conn_count", 0);
        gauge(metrics, "non_mtls_remote_conn_count", 0);
        gauge(metrics, "outstanding_tls_handshake", 0);
        counter(metrics, "bytes_received_count", packets.bytesReceived());
        counter(metrics, "response_bytes", packets.bytesSent());
        counter(metrics, "connection_rejected", refusals.connectionsRejected());
        counter(metrics, "sessionless_connections_expired", refusals.sessionlessExpired());
        counter(metrics, "unsuccessful_handshake", refusals.unsuccessfulHandshakes());
    }

    private static void tree(List<Metric> metrics, TreeStatus tree) {
        gauge(metrics, "znode_count", tree.nodeCount());
        gauge(metrics, "watch_count", tree.watches().total());
        gauge(metrics, "ephemerals_count", tree.ephemeralCount());
        gauge(metrics, "approximate_data_size", tree.approximateDataBytes());
        gauge(metrics, "global_sessions", tree.sessionCount());
        gauge(metrics, "local_sessions", 0);
    }

    private static void host(List<Metric> metrics, HostStatus host) {
        gauge(metrics, "open_file_descriptor_count", host.openFiles());
        gauge(metrics, "max_file_descriptor_count", host.maxFiles());
        gauge(metrics, "uptime", host.uptimeMillis());
    }

    private static void quorum(List<Metric> metrics, ServerStatus status) {
        ServerMode mode = status.standing().mode();
        if (mode == ServerMode.STANDALONE) {
            return;
        }
        gauge(metrics, "quorum_size", status.standing().votersCount());
        if (mode == ServerMode.FOLLOWER) {
            gauge(metrics, "synced_observers", 0);
        }
        if (mode != ServerMode.LEADER) {
            return;
        }
        List<PeerProgress> peers = status.peers();
        gauge(
                metrics,
                "learners",
                peers.stream().filter(PeerProgress::connected).count());
        gauge(metrics, "synced_followers", synced(peers, true));
        gauge(metrics, "synced_non_voting_followers", 0);
        gauge(metrics, "synced_observers", synced(peers, false));
        gauge(metrics, "pending_syncs", 0);
        gauge(metrics, "leader_uptime", status.standing().roleAgeMillis());
        SizeStatus proposals = status.traffic().proposalBytes();
        gauge(metrics, "last_proposal_size", proposals.last());
        gauge(metrics, "max_proposal_size", proposals.max());
        gauge(metrics, "min_proposal_size", proposals.min());
    }

    private static long synced(List<PeerProgress> peers, boolean voters) {
        return peers.stream()
                .filter(peer -> peer.voter() == voters && peer.connected())
                .filter(peer -> peer.lag().millis() <= SYNCED_WITHIN_MILLIS)
                .count();
    }

    private static void timings(List<Metric> metrics, TimingStatus timings) {
        metrics.add(new Metric.Durations("readlatency", true, timings.read()));
        metrics.add(new Metric.Durations("updatelatency", true, timings.update()));
        metrics.add(new Metric.Durations("quorum_ack_latency", true, timings.commit()));
        metrics.add(new Metric.Durations("fsynctime", false, timings.fsync()));
        metrics.add(new Metric.Durations("commit_process_time", false, timings.apply()));
        metrics.add(new Metric.Durations("snapshottime", false, timings.snapshot()));
        TimingStatus.EventCounts counts = timings.counts();
        counter(metrics, "proposal_count", counts.proposals());
        counter(metrics, "commit_count", counts.commits());
        counter(metrics, "looking_count", counts.elections());
        counter(metrics, "snap_count", counts.snapshots());
        counter(metrics, "corral_reads", counts.reads());
        counter(metrics, "corral_writes", counts.writes());
        counter(metrics, "corral_leader_changes", counts.leaderChanges());
        metrics.add(new Metric.Durations("corral_log_force_time", true, timings.fsync()));
        metrics.add(new Metric.Durations("corral_apply_time", true, timings.apply()));
    }

    private static void raft(List<Metric> metrics, ServerStatus status) {
        LogStatus log = status.log();
        gauge(metrics, "corral_serving", status.serving() ? 1 : 0);
        gauge(metrics, "corral_writes_refused", status.standing().writes().refused() ? 1 : 0);
        gauge(metrics, "corral_disk_writable", status.standing().writes().disk().isWritable() ? 1 : 0);
        gauge(metrics, "corral_raft_term", status.standing().term());
        gauge(metrics, "corral_raft_leader_id", status.standing().leaderId());
        gauge(metrics, "corral_raft_first_index", log.firstIndex());
        gauge(metrics, "corral_raft_last_index", log.lastIndex());
        gauge(metrics, "corral_raft_commit_index", log.commitIndex());
        gauge(metrics, "corral_raft_applied_index", log.appliedIndex());
        gauge(metrics, "corral_raft_snapshot_index", log.lastSnapshotIndex());
        gauge(metrics, "corral_lag_entries", log.lag().entries());
        gauge(metrics, "corral_lag_millis", log.lag().millis());
        gauge(metrics, "corral_log_disk_bytes", status.host().logDirBytes());
        gauge(metrics, "corral_snapshot_disk_bytes", status.host().dataDirBytes());
        gauge(metrics, "corral_heap_used_bytes", status.host().heapUsedBytes());
        gauge(metrics, "corral_heap_max_bytes", status.host().heapMaxBytes());
    }

    private static void gauge(List<Metric> metrics, String name, long value) {
        metrics.add(new Metric.Single(name, Kind.GAUGE, value, true));
    }

    private static void counter(List<Metric> metrics, String name, long value) {
        metrics.add(new Metric.Single(name, Kind.COUNTER, value, true));
    }
}
