package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.server.status.ConfigurationStatus;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.SizeStatus;
import io.corral.server.status.TrafficStatus;

/** The fields of {@code configuration} and {@code server_stats}. */
final class ServerFields {

    private ServerFields() {}

    static void configuration(ServerStatus status, ObjectNode document) {
        ConfigurationStatus conf = status.identity().configuration();
        document.put("client_port", conf.clients().clientPort());
        document.put("data_dir", conf.storage().dataDir());
        document.put("data_log_dir", conf.storage().dataLogDir());
        document.put("tick_time", conf.tickTimeMillis());
        document.put("max_client_cnxns", conf.clients().maxConnectionsPerAddress());
        document.put("min_session_timeout", conf.minSessionTimeoutMillis());
        document.put("max_session_timeout", conf.maxSessionTimeoutMillis());
        document.put("server_id", conf.serverId());
        document.put("client_port_listen_backlog", conf.clients().backlog());
    }

    static void serverStats(ServerStatus status, ObjectNode document) {
        document.put("version", status.identity().versionText());
        document.put("read_only", CommandCatalogue.readOnly(status));
        statistics(status, document.putObject("server_stats"));
        sizes(status.traffic().responseBytes(), document.putObject("client_response"));
        if (status.standing().mode() == ServerMode.LEADER) {
            sizes(status.traffic().proposalBytes(), document.putObject("proposal_stats"));
        }
        document.put("node_count", status.tree().nodeCount());
    }

    private static void statistics(ServerStatus status, ObjectNode fields) {
        TrafficStatus traffic = status.traffic();
        fields.put("packets_sent", traffic.packets().sent());
        fields.put("packets_received", traffic.packets().received());
        fields.put("fsync_threshold_exceed_count", status.timings().counts().slowForces());
        sizes(traffic.responseBytes(), fields.putObject("client_response_stats"));
        fields.put("provider_null", false);
        fields.put("server_state", status.standing().mode().word());
        fields.put("data_dir_size", status.host().dataDirBytes());
        fields.put("log_dir_size", status.host().logDirBytes());
        fields.put("last_processed_zxid", status.tree().zxid());
        fields.put("outstanding_requests", traffic.outstanding());
        fields.put("min_latency", traffic.latencyMillis().min());
        fields.put("avg_latency", traffic.latencyMillis().average());
        fields.put("max_latency", traffic.latencyMillis().max());
        fields.put("num_alive_client_connections", traffic.connections());
        fields.put("uptime", status.host().uptimeMillis());
        fields.put("auth_failed_count", traffic.refusals().authenticationFailed());
        fields.put("non_mtlsremote_conn_count", traffic.tls().plainRemote());
        fields.put("non_mtlslocal_conn_count", traffic.tls().plainLocal());
    }

    private static void sizes(SizeStatus sizes, ObjectNode fields) {
        fields.put("last_buffer_size", sizes.last());
        fields.put("min_buffer_size", sizes.min());
        fields.put("max_buffer_size", sizes.max());
    }
}
