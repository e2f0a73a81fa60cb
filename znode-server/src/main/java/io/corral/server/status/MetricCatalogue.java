package io.corral.server.status;

import io.corral.server.status.Metric.Kind;
import io.corral.server.status.TrafficStatus.PacketCounts;
import io.corral.server.status.TrafficStatus.RefusalCounts;
import io.corral.server.status.TrafficStatus.ThrottlingCounts;
import io.corral.server.status.TrafficStatus.TlsCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which metrics a server has: ZooKeeper's names, with what comes nearest here, and Corral's own, which start with {@code
 * corral_}. {@code mntr}, the {@code monitor} command and Prometheus all show this list.
 */
public final class MetricCatalogue {

    /** A follower that lacks nothing older than this counts as in step with its leader. */
    private static final long SYNCED_WITHIN_MILLIS = 2_000;

    private MetricCatalogue() {}

    /** The metrics of a server, in the order they are shown. */
    public static List<Metric> of(ServerStatus status) {
        List<Metric> metrics = new ArrayList<>(200);
        traffic(metrics, status.traffic());
        namespaces(metrics, status.traffic().namespaces());
        admin(metrics, status.admin());
        tree(metrics, status.tree());
        host(metrics, status.host());
        quorum(metrics, status);
        StepMetrics.addTo(metrics, status);
        UnmeasuredMetrics.addTo(metrics);
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
        TlsCounts tls = traffic.tls();
        gauge(metrics, "auth_failed_count", refusals.authenticationFailed());
        throttling(metrics, refusals.throttling());
        ensembleNames(metrics, refusals.ensembleNames());
        gauge(metrics, "non_mtls_local_conn_count", tls.plainLocal());
        gauge(metrics, "non_mtls_remote_conn_count", tls.plainRemote());
        gauge(metrics, "outstanding_tls_handshake", tls.underWay());
        counter(metrics, "bytes_received_count", packets.bytesReceived());
        counter(metrics, "response_bytes", packets.bytesSent());
        counter(metrics, "watch_bytes", packets.watchBytes());
        counter(metrics, "connection_rejected", refusals.connectionsRejected());
        counter(metrics, "connection_drop_count", refusals.dropped());
        counter(metrics, "sessionless_connections_expired", refusals.sessionlessExpired());
        counter(metrics, "unsuccessful_handshake", tls.failed());
        counter(metrics, "tls_handshake_exceeded", tls.refused());
        counter(metrics, "corral_bad_beginnings", refusals.badBeginnings());
        WatchEventAmounts watched = traffic.watchEvents();
        metrics.add(new Metric.Counted("node_created_watch_count", false, watched.created()));
        metrics.add(new Metric.Counted("node_deleted_watch_count", false, watched.deleted()));
        metrics.add(new Metric.Counted("node_changed_watch_count", false, watched.dataChanged()));
        metrics.add(new Metric.Counted("node_children_watch_count", false, watched.childrenChanged()));
    }

    private static void namespaces(List<Metric> metrics, NamespaceTraffic namespaces) {
        metrics.add(new Metric.CountedByKey("read_per_namespace", false, namespaces.read()));
        metrics.add(new Metric.CountedByKey("write_per_namespace", false, namespaces.written()));
        metrics.add(new Metric.ByKey("quota_exceeded_error_per_namespace", Kind.COUNTER, namespaces.quotaExceeded()));
    }

    private static void admin(List<Metric> metrics, AdminCounts admin) {
        counter(metrics, "snapshot_error_count", admin.snapshotsFailed());
        counter(metrics, "snapshot_rate_limited_count", admin.snapshotsTooSoon());
        counter(metrics, "restore_error_count", admin.restoresFailed());
        counter(metrics, "restore_rate_limited_count", admin.restoresTooSoon());
        counter(metrics, "insecure_admin_count", admin.plainConnections());
    }

    private static void ensembleNames(List<Metric> metrics, EnsembleNameCounts counts) {
        counter(metrics, "ensemble_auth_success", counts.meant());
        counter(metrics, "ensemble_auth_fail", counts.mistaken());
        counter(metrics, "ensemble_auth_skip", counts.unchecked());
    }

    private static void throttling(List<Metric> metrics, ThrottlingCounts counts) {
        metrics.add(new Metric.Single("connection_drop_probability", Kind.GAUGE, counts.dropProbability(), false));
        metrics.add(new Metric.Counted("connection_token_deficit", false, counts.tokenDeficit()));
        metrics.add(new Metric.Durations("request_throttle_queue_time_ms", true, counts.held()));
        counter(metrics, "connection_request_count", counts.connectRequests());
        counter(metrics, "connection_revalidate_count", counts.revalidations());
        counter(metrics, "large_requests_rejected", counts.largeRequestsRejected());
        counter(metrics, "request_throttle_wait_count", counts.requestThrottleWaits());
        counter(metrics, "throttled_ops", counts.throttledOps());
        counter(metrics, "stale_requests_dropped", counts.staleRequestsDropped());
        counter(metrics, "corral_connects_throttled", counts.connectsThrottled());
        counter(metrics, "cnxn_closed_without_zk_server_running", counts.closedNotServing());
        counter(metrics, "corral_watches_refused", counts.watchesRefused());
    }

    private static void tree(List<Metric> metrics, TreeStatus tree) {
        gauge(metrics, "znode_count", tree.nodeCount());
        gauge(metrics, "watch_count", tree.watches().total());
        gauge(metrics, "ephemerals_count", tree.ephemeralCount());
        gauge(metrics, "approximate_data_size", tree.approximateDataBytes());
        gauge(metrics, "global_sessions", tree.sessionCount());
        gauge(metrics, "local_sessions", tree.localSessionCount());
        QuotaTotals quotas = tree.quotas();
        byKey(metrics, "quota_count_limit_per_namespace", quotas.countLimit());
        byKey(metrics, "quota_count_usage_per_namespace", quotas.countUsage());
        byKey(metrics, "quota_bytes_limit_per_namespace", quotas.bytesLimit());
        byKey(metrics, "quota_bytes_usage_per_namespace", quotas.bytesUsage());
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

    private static void byKey(List<Metric> metrics, String name, Map<String, Long> values) {
        metrics.add(new Metric.ByKey(name, Kind.GAUGE, values));
    }

    private static void gauge(List<Metric> metrics, String name, long value) {
        metrics.add(new Metric.Single(name, Kind.GAUGE, value, true));
    }

    private static void counter(List<Metric> metrics, String name, long value) {
        metrics.add(new Metric.Single(name, Kind.COUNTER, value, true));
    }
}
