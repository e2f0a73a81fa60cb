package io.corral.server.ops.jmx;

import io.corral.server.config.ClientConfig;
import io.corral.server.config.TrafficLimits;
import io.corral.server.config.TrafficLimits.ConnectThrottling;
import io.corral.server.config.TrafficLimits.RandomGate;
import io.corral.server.config.TrafficLimits.RequestThrottling;
import io.corral.server.control.ControlPort;
import io.corral.server.status.ConfigurationStatus;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import io.corral.server.status.SizeStatus;
import java.net.InetSocketAddress;

/**
 * The attributes of the bean that stands for a serving server. Limits are those that are configured; settings that
 * ZooKeeper shows here and that have no meaning in Corral show ZooKeeper's defaults.
 */
final class ServerTable {
    private static final int MAX_BATCH = 1000;

    private ServerTable() {}

    static BeanTable<ServerStatus> of(
            ClientConfig clients, ServerStatusSource source, ControlPort control, String started) {
        BeanTable<ServerStatus> table = new BeanTable<>();
        identity(table, clients, started);
        traffic(table);
        configuration(table, clients);
        limits(table, clients.limits());
        tuning(table);
        operations(table, control);
        return table;
    }

    private static void identity(BeanTable<ServerStatus> table, ClientConfig clients, String started) {
        table.text(
                        "ClientPort",
                        status ->
                                clients.address().map(ServerTable::hostAndPort).orElse(""))
                .text("Version", status -> status.identity().versionText())
                .text("StartTime", status -> started)
                .text("SecureClientPort", status -> "")
                .text("SecureClientAddress", status -> "");
    }

    private static String hostAndPort(InetSocketAddress address) {
        return address.getAddress() == null
                ? address.getHostString() + ":" + address.getPort()
                : address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static void traffic(BeanTable<ServerStatus> table) {
        table.number(
                        "MinRequestLatency",
                        status -> status.traffic().latencyMillis().min())
                .fraction(
                        "AvgRequestLatency",
                        status -> status.traffic().latencyMillis().average())
                .number(
                        "MaxRequestLatency",
                        status -> status.traffic().latencyMillis().max())
                .number("PacketsReceived", status -> status.traffic().packets().received())
                .number("PacketsSent", status -> status.traffic().packets().sent())
                .number(
                        "FsyncThresholdExceedCount",
                        status -> status.timings().counts().slowForces())
                .number("AuthFailedCount", status -> status.traffic().refusals().authenticationFailed())
                .number("NonMTLSLocalConnCount", status -> 0)
                .number("NonMTLSRemoteConnCount", status -> 0)
                .number("OutstandingRequests", status -> status.traffic().outstanding())
                .number("NumAliveConnections", status -> status.traffic().connections())
                .number("DataDirSize", status -> status.host().dataDirBytes())
                .number("LogDirSize", status -> status.host().logDirBytes())
                .number(
                        "TxnLogElapsedSyncTime",
                        status -> status.timings().fsync().percentiles().p50() / 1000)
                .integer("LastClientResponseSize", status -> (int) sizes(status).last())
                .integer("MinClientResponseSize", status -> (int) sizes(status).min())
                .integer("MaxClientResponseSize", status -> (int) sizes(status).max());
    }

    private static SizeStatus sizes(ServerStatus status) {
        return status.traffic().responseBytes();
    }

    private static void configuration(BeanTable<ServerStatus> table, ClientConfig clients) {
        table.integer("TickTime", status -> conf(status).tickTimeMillis())
                .integer(
                        "MaxClientCnxnsPerHost",
                        status -> conf(status).clients().maxConnectionsPerAddress())
                .integer("MaxCnxns", status -> clients.maxConnections())
                .integer("MinSessionTimeout", status -> conf(status).minSessionTimeoutMillis())
                .integer("MaxSessionTimeout", status -> conf(status).maxSessionTimeoutMillis())
                .integer("JuteMaxBufferSize", status -> clients.maxPacketBytes());
    }

    private static ConfigurationStatus conf(ServerStatus status) {
        return status.identity().configuration();
    }

    private static void limits(BeanTable<ServerStatus> table, TrafficLimits limits) {
        ConnectThrottling connects = limits.connects();
        RandomGate gate = connects.gate();
        RequestThrottling requests = limits.requests();
        table.integer("ConnectionMaxTokens", status -> connects.tokens())
                .integer("ConnectionTokenFillTime", status -> connects.fillMillis())
                .integer("ConnectionTokenFillCount", status -> connects.fillCount())
                .integer("ConnectionFreezeTime", status -> gate.freezeMillis())
                .fraction("ConnectionDropIncrease", status -> gate.increase())
                .fraction("ConnectionDropDecrease", status -> gate.decrease())
                .fraction("ConnectionDecreaseRatio", status -> gate.decreaseRatio())
                .integer("RequestThrottleLimit", status -> requests.inProcessMax())
                .integer("RequestThrottleStallTime", status -> requests.stallMillis())
                .integer("ThrottledOpWaitTime", status -> requests.waitMaxMillis())
                .integer("LargeRequestMaxBytes", status ->
                        (int) Math.min(Integer.MAX_VALUE, limits.large().bytesMax()))
                .integer("LargeRequestThreshold", status -> limits.large().thresholdBytes());
    }

    private static void tuning(BeanTable<ServerStatus> table) {
        table.flag("ResponseCachingEnabled", status -> true)
                .integer("CommitProcMaxReadBatchSize", status -> -1)
                .integer("CommitProcMaxCommitBatchSize", status -> 1)
                .flag("RequestThrottleDropStale", status -> true)
                .flag("RequestStaleLatencyCheck", status -> false)
                .flag("RequestStaleConnectionCheck", status -> true)
                .number("FlushDelay", status -> 0)
                .number("MaxWriteQueuePollTime", status -> 0)
                .integer("MaxBatchSize", status -> MAX_BATCH);
    }

    private static void operations(BeanTable<ServerStatus> table, ControlPort control) {
        for (String name : new String[] {
            "resetStatistics",
            "resetLatency",
            "resetMaxLatency",
            "resetFsyncThresholdExceedCount",
            "resetNonMTLSConnCount",
            "resetAuthFailedCount"
        }) {
            table.operation(name, () -> {
                control.resetServerStatistics();
                return "";
            });
        }
    }
}
