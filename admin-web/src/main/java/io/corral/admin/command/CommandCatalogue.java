package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.server.status.MemberStatus;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import io.corral.server.status.WatchCounts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The commands that are answered. */
final class CommandCatalogue {

    /** The trace mask of a ZooKeeper server nobody changed; Corral has none. */
    private static final int DEFAULT_TRACE_MASK = 306;

    private CommandCatalogue() {}

    static List<Command> of(CommandSources sources) {
        ServerStatusSource source = sources.status();
        return List.of(
                Command.of(List.of("configuration", "conf", "config"), true, ServerFields::configuration),
                Command.promised(
                        List.of("connections", "cons"),
                        status -> source.connections(),
                        (status, connections, document) -> ConnectionFields.full(connections, document)),
                Command.promised(
                        List.of("connection_stat_reset", "crst"),
                        status -> sources.control().resetConnectionStatistics(),
                        (status, done, document) -> {}),
                Command.of(
                        List.of("dirs"),
                        true,
                        (status, document) -> document.put(
                                        "datadir_size", status.host().dataDirBytes())
                                .put("logdir_size", status.host().logDirBytes())),
                Command.promised(
                        List.of("dump"),
                        status -> source.sessions(),
                        (status, sessions, document) -> ConnectionFields.sessions(sessions, document)),
                Command.of(
                        List.of("environment", "env", "envi"),
                        false,
                        (status, document) -> environment(sources.environment(), document)),
                Command.of(
                        List.of("get_trace_mask", "gtmk"),
                        false,
                        (status, document) -> document.put("tracemask", DEFAULT_TRACE_MASK)),
                Command.of(
                        List.of("is_read_only", "isro"),
                        true,
                        (status, document) -> document.put("read_only", readOnly(status))),
                new Command(List.of("leader", "lead"), true, (status, document) -> leader(source, status, document)),
                Command.of(List.of("monitor", "mntr"), true, MonitorFields::write),
                Command.of(List.of("ruok"), true, (status, document) -> {}),
                Command.of(List.of("server_stats", "srvr"), true, ServerFields::serverStats),
                Command.of(
                        List.of("stat_reset", "srst"),
                        true,
                        (status, document) -> sources.control().resetServerStatistics()),
                Command.promised(
                        List.of("stats", "stat"), status -> source.connections(), (status, connections, document) -> {
                            ServerFields.serverStats(status, document);
                            ConnectionFields.brief(connections, document);
                        }),
                Command.of(List.of("watch_summary", "wchs"), true, CommandCatalogue::watchSummary));
    }

    static boolean readOnly(ServerStatus status) {
        return status.standing().mode() == ServerMode.READ_ONLY;
    }

    private static void environment(Map<String, String> environment, ObjectNode document) {
        environment.forEach(document::put);
    }

    private static void watchSummary(ServerStatus status, ObjectNode document) {
        WatchCounts watches = status.tree().watches();
        document.put("num_connections", watches.connections());
        document.put("num_paths", watches.paths());
        document.put("num_total_watches", watches.total());
    }

    private static CompletableFuture<String> leader(
            ServerStatusSource source, ServerStatus status, ObjectNode document) {
        ServerMode mode = status.standing().mode();
        if (mode == ServerMode.STANDALONE) {
            return CompletableFuture.completedFuture("server is not initialized");
        }
        long leaderId = status.standing().leaderId();
        document.put("is_leader", mode == ServerMode.LEADER);
        document.put("leader_id", leaderId);
        document.put(
                "leader_ip",
                source.ensemble().members().stream()
                        .filter(member -> member.id() == leaderId)
                        .map(MemberStatus::host)
                        .findFirst()
                        .orElse(""));
        return Command.NO_ERROR;
    }
}
