package io.corral.server.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.ops.FixedStatusSource;
import io.corral.server.status.SampleStatus;
import io.corral.server.status.ServerMode;
import io.prometheus.client.CollectorRegistry;
import org.junit.jupiter.api.Test;

class ServerMetricsCollectorTest {

    private final CollectorRegistry registry = new CollectorRegistry();

    @Test
    void metrics_have_zookeepers_names() {
        new ServerMetricsCollector(new FixedStatusSource(SampleStatus.server(ServerMode.LEADER))).register(registry);

        assertThat(registry.getSampleValue("znode_count")).isEqualTo(6);
        assertThat(registry.getSampleValue("avg_latency")).isEqualTo(1.625);
        assertThat(registry.getSampleValue("commit_count")).isEqualTo(7);
        assertThat(registry.getSampleValue("fsynctime", new String[] {"quantile"}, new String[] {"0.5"}))
                .isEqualTo(1.5);
        assertThat(registry.getSampleValue("fsynctime_count")).isEqualTo(4);
        assertThat(registry.getSampleValue("fsynctime_sum")).isEqualTo(6.5);
        assertThat(registry.getSampleValue("updatelatency", new String[] {"quantile"}, new String[] {"0.99"}))
                .isEqualTo(3.5);
        assertThat(registry.getSampleValue("snapshottime", new String[] {"quantile"}, new String[] {"0.5"}))
                .isNaN();
        assertThat(registry.getSampleValue("corral_raft_term")).isEqualTo(4);
        assertThat(registry.getSampleValue("corral_peer_lag_entries", new String[] {"key"}, new String[] {"3"}))
                .isEqualTo(50);
    }

    @Test
    void handshakes_of_tls_are_counted_by_zookeepers_names() {
        new ServerMetricsCollector(new FixedStatusSource(SampleStatus.server(ServerMode.LEADER))).register(registry);

        assertThat(registry.getSampleValue("outstanding_tls_handshake")).isEqualTo(1);
        assertThat(registry.getSampleValue("unsuccessful_handshake")).isEqualTo(2);
        assertThat(registry.getSampleValue("tls_handshake_exceeded")).isEqualTo(3);
        assertThat(registry.getSampleValue("non_mtls_local_conn_count")).isEqualTo(4);
        assertThat(registry.getSampleValue("non_mtls_remote_conn_count")).isEqualTo(5);
    }

    @Test
    void what_clients_read_and_write_is_counted_by_namespace() {
        new ServerMetricsCollector(new FixedStatusSource(SampleStatus.server(ServerMode.LEADER))).register(registry);

        assertThat(ofApp("read_per_namespace_count")).isEqualTo(2);
        assertThat(ofApp("read_per_namespace_sum")).isEqualTo(150);
        assertThat(ofApp("write_per_namespace_sum")).isEqualTo(9);
        assertThat(ofApp("quota_exceeded_error_per_namespace")).isEqualTo(3);
        assertThat(registry.getSampleValue(
                        "read_per_namespace", new String[] {"key", "quantile"}, new String[] {"app", "0.5"}))
                .isNaN();
    }

    private Double ofApp(String name) {
        return registry.getSampleValue(name, new String[] {"key"}, new String[] {"app"});
    }

    @Test
    void refusals_have_zookeepers_names() {
        new ServerMetricsCollector(new FixedStatusSource(SampleStatus.server(ServerMode.LEADER))).register(registry);

        assertThat(registry.getSampleValue("watch_bytes")).isEqualTo(55);
        assertThat(registry.getSampleValue("connection_drop_count")).isEqualTo(6);
        assertThat(registry.getSampleValue("connection_token_deficit_sum")).isEqualTo(14);
        assertThat(registry.getSampleValue("request_throttle_queue_time_ms_count"))
                .isEqualTo(9);
        assertThat(registry.getSampleValue("stale_sessions_expired")).isEqualTo(4);
        assertThat(registry.getSampleValue("ensemble_auth_success")).isEqualTo(3);
        assertThat(registry.getSampleValue("ensemble_auth_fail")).isEqualTo(2);
        assertThat(registry.getSampleValue("ensemble_auth_skip")).isEqualTo(1);
    }

    @Test
    void what_happens_at_the_admin_port_has_zookeepers_names() {
        new ServerMetricsCollector(new FixedStatusSource(SampleStatus.server(ServerMode.LEADER))).register(registry);

        assertThat(registry.getSampleValue("snapshot_error_count")).isEqualTo(1);
        assertThat(registry.getSampleValue("snapshot_rate_limited_count")).isEqualTo(2);
        assertThat(registry.getSampleValue("restore_error_count")).isEqualTo(3);
        assertThat(registry.getSampleValue("restore_rate_limited_count")).isEqualTo(4);
        assertThat(registry.getSampleValue("insecure_admin_count")).isEqualTo(5);
    }

    @Test
    void a_server_without_a_leader_still_has_metrics() {
        new ServerMetricsCollector(new FixedStatusSource(SampleStatus.server(ServerMode.LOOKING))).register(registry);

        assertThat(registry.getSampleValue("corral_serving")).isZero();
    }
}
