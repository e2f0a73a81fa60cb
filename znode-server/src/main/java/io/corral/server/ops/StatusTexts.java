package io.corral.server.ops;

import io.corral.server.status.ConfigurationStatus;
import io.corral.server.status.ConfigurationStatus.QuorumConfiguration;
import io.corral.server.status.ConnectionStatus;
import io.corral.server.status.LatencyStatus;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.SizeStatus;
import io.corral.server.status.TrafficStatus;
import io.corral.server.status.WatchCounts;
import java.util.List;

/** The texts of {@code srvr}, {@code stat}, {@code conf}, {@code dirs}, {@code wchs} and {@code envi}, to the letter. */
final class StatusTexts {

    private StatusTexts() {}

    static String server(ServerStatus status) {
        return version(status) + readOnlyLine(status) + figures(status);
    }

    static String statistics(ServerStatus status, List<ConnectionStatus> connections) {
        StringBuilder text = new StringBuilder(version(status)).append(readOnlyLine(status));
        text.append("Clients:\n");
        connections.forEach(
                connection -> text.append(ConnectionTexts.brief(connection)).append('\n'));
        return text.append('\n').append(figures(status)).toString();
    }

    static String configuration(ServerStatus status) {
        ConfigurationStatus conf = status.identity().configuration();
        StringBuilder text = new StringBuilder();
        line(text, "clientPort", conf.clients().clientPort());
        line(text, "secureClientPort", conf.clients().secureClientPort());
        line(text, "dataDir", conf.storage().dataDir());
        line(text, "dataDirSize", status.host().dataDirBytes());
        line(text, "dataLogDir", conf.storage().dataLogDir());
        line(text, "dataLogSize", status.host().logDirBytes());
        line(text, "tickTime", conf.tickTimeMillis());
        line(text, "maxClientCnxns", conf.clients().maxConnectionsPerAddress());
        line(text, "minSessionTimeout", conf.minSessionTimeoutMillis());
        line(text, "maxSessionTimeout", conf.maxSessionTimeoutMillis());
        line(text, "clientPortListenBacklog", conf.clients().backlog());
        line(text, "serverId", conf.serverId());
        boolean readOnly = status.standing().mode() == ServerMode.READ_ONLY;
        conf.quorum().ifPresent(quorum -> quorumLines(text, quorum, readOnly));
        return text.toString();
    }

    static String directories(ServerStatus status) {
        return "datadir_size: " + status.host().dataDirBytes() + "\nlogdir_size: "
                + status.host().logDirBytes() + "\n";
    }

    static String watchSummary(ServerStatus status) {
        WatchCounts watches = status.tree().watches();
        return watches.connections() + " connections watching " + watches.paths() + " paths\nTotal watches:"
                + watches.listed() + "\n";
    }

    static String environment(EnvironmentFacts environment, ServerStatus status) {
        StringBuilder text = new StringBuilder("Environment:\n");
        environment.values().forEach((key, value) -> line(text, key, value));
        status.host().memory().forEach((key, value) -> line(text, key, value));
        return text.toString();
    }

    private static String version(ServerStatus status) {
        return "Zookeeper version: " + status.identity().versionText() + "\n";
    }

    private static String readOnlyLine(ServerStatus status) {
        return status.standing().mode() == ServerMode.READ_ONLY
                ? "READ-ONLY mode; serving only read-only clients\n"
                : "";
    }

    private static String figures(ServerStatus status) {
        TrafficStatus traffic = status.traffic();
        LatencyStatus latency = traffic.latencyMillis();
        String text = "Latency min/avg/max: " + latency.min() + "/" + Decimals.shortened(latency.average()) + "/"
                + latency.max() + "\n"
                + "Received: " + traffic.packets().received() + "\n"
                + "Sent: " + traffic.packets().sent() + "\n"
                + "Connections: " + traffic.connections() + "\n"
                + "Outstanding: " + traffic.outstanding() + "\n"
                + "Zxid: 0x" + Long.toHexString(status.tree().zxid()) + "\n"
                + "Mode: " + status.standing().mode().word() + "\n"
                + "Node count: " + status.tree().nodeCount() + "\n";
        if (status.standing().mode() != ServerMode.LEADER) {
            return text;
        }
        SizeStatus sizes = traffic.proposalBytes();
        return text + "Proposal sizes last/min/max: " + sizes.last() + "/" + sizes.min() + "/" + sizes.max() + "\n";
    }

    private static void quorumLines(StringBuilder text, QuorumConfiguration quorum, boolean readOnly) {
        line(text, "initLimit", quorum.initLimit());
        line(text, "syncLimit", quorum.syncLimit());
        line(text, "electionAlg", ConfigurationView.ELECTION_ALGORITHM);
        line(text, "electionPort", quorum.electionPort());
        line(text, "quorumPort", quorum.quorumPort());
        line(text, "peerType", quorum.observer() ? 1 : 0);
        if (!readOnly) {
            text.append("membership: \n").append(quorum.membership());
        }
    }

    private static void line(StringBuilder text, String key, Object value) {
        text.append(key).append('=').append(value).append('\n');
    }
}
