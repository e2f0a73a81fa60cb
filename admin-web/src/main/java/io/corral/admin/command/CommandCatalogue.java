package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.admin.http.Query;
import io.corral.server.control.ControlPort;
import io.corral.server.control.LastSnapshot;
import io.corral.server.status.ServerMode;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The commands that are answered. */
final class CommandCatalogue {

    private CommandCatalogue() {}

    static List<Command> of(CommandSources sources) {
        return Stream.of(server(sources), clients(sources), ensemble(sources.status()), process(sources))
                .flatMap(List::stream)
                .toList();
    }

    /** What concerns the server itself. */
    private static List<Command> server(CommandSources sources) {
        ServerStatusSource source = sources.status();
        return List.of(
                Command.of(List.of("configuration", "conf", "config"), true, ServerFields::configuration),
                Command.of(
                        List.of("dirs"),
                        true,
                        (status, document) -> document.put(
                                        "datadir_size", status.host().dataDirBytes())
                                .put("logdir_size", status.host().logDirBytes())),
                Command.of(
                        List.of("hash"), true, (status, document) -> WatchFields.digests(source.digests(), document)),
                Command.of(
                        List.of("is_read_only", "isro"),
                        true,
                        (status, document) -> document.put("read_only", readOnly(status))),
                Command.of(
                        List.of("initial_configuration", "icfg"),
                        true,
                        (status, document) -> document.put(
                                "initial_configuration",
                                sources.initialConfiguration().orElse(null))),
                Command.of(
                        List.of("last_snapshot", "lsnp"),
                        true,
                        (status, document) ->
                                lastSnapshot(sources.control().transfer().lastSnapshot(), document)),
                Command.of(List.of("monitor", "mntr"), true, MonitorFields::write),
                Command.of(List.of("ruok"), true, (status, document) -> {}),
                Command.of(List.of("server_stats", "srvr"), true, ServerFields::serverStats),
                Command.of(
                        List.of("stat_reset", "srst"),
                        true,
                        (status, document) -> sources.control().resetServerStatistics()));
    }

    /** What concerns connections, sessions and watches. */
    private static List<Command> clients(CommandSources sources) {
        ServerStatusSource source = sources.status();
        return List.of(
                Command.promised(
                        List.of("connections", "cons"),
                        status -> source.connections(),
                        (status, connections, document) -> ConnectionFields.full(connections, document)),
                Command.promised(
                        List.of("connection_stat_reset", "crst"),
                        status -> sources.control().resetConnectionStatistics(),
                        (status, done, document) -> {}),
                Command.promised(
                        List.of("dump"),
                        status -> source.sessions().thenCombine(source.expiries(), ConnectionFields.KnownSessions::new),
                        (status, known, document) -> ConnectionFields.sessions(known, document)),
                Command.promised(
                        List.of("stats", "stat"), status -> source.connections(), (status, connections, document) -> {
                            ServerFields.serverStats(status, document);
                            ConnectionFields.brief(connections, document);
                        }),
                Command.promised(
                        List.of("watches", "wchc"),
                        status -> source.watches(),
                        (status, watches, document) -> WatchFields.bySession(watches, document)),
                Command.promised(
                        List.of("watches_by_path", "wchp"),
                        status -> source.watches(),
                        (status, watches, document) -> WatchFields.byPath(watches, document)),
                Command.of(List.of("watch_summary", "wchs"), true, WatchFields::summary));
    }

    /** What concerns the members of the ensemble. */
    private static List<Command> ensemble(ServerStatusSource source) {
        return List.of(
                new Command(
                        List.of("leader", "lead"),
                        true,
                        (query, status, document) -> MemberFields.leader(source, status, document)),
                Command.of(List.of("observers", "obsr"), true, MemberFields::observers),
                Command.of(List.of("observer_connection_stat_reset", "orst"), true, (status, document) -> {}),
                Command.of(List.of("voting_view"), true, MemberFields::votingView),
                Command.of(List.of("zabstate"), false, MemberFields::zabState));
    }

    /** What concerns the Java process. */
    private static List<Command> process(CommandSources sources) {
        return List.of(
                Command.of(List.of("environment", "env", "envi"), false, (status, document) -> {
                    environment(sources.environment(), document);
                    environment(status.host().memory(), document);
                }),
                Command.of(
                        List.of("get_trace_mask", "gtmk"),
                        false,
                        (status, document) ->
                                document.put("tracemask", sources.control().traceMask())),
                new Command(
                        List.of("set_trace_mask", "stmk"),
                        false,
                        (query, status, document) -> setTraceMask(sources.control(), query, document)),
                Command.of(
                        List.of("system_properties", "sysp"),
                        false,
                        (status, document) -> environment(sources.systemProperties(), document)));
    }

    private static void lastSnapshot(LastSnapshot last, ObjectNode document) {
        document.put("zxid", Long.toHexString(last.zxid()));
        document.put("timestamp", last.epochSeconds());
    }

    static boolean readOnly(ServerStatus status) {
        return status.standing().mode() == ServerMode.READ_ONLY;
    }

    private static void environment(Map<String, String> environment, ObjectNode document) {
        environment.forEach(document::put);
    }

    private static CompletableFuture<String> setTraceMask(ControlPort control, Query query, ObjectNode document) {
        String needed = "setTraceMask requires long traceMask argument";
        Optional<String> mask = query.parameter("traceMask");
        if (mask.isEmpty()) {
            return CompletableFuture.completedFuture(needed);
        }
        try {
            control.setTraceMask(Long.parseLong(mask.get()));
        } catch (NumberFormatException e) {
            return CompletableFuture.completedFuture(needed + ", got " + mask.get());
        }
        document.put("tracemask", control.traceMask());
        return Command.NO_ERROR;
    }
}
