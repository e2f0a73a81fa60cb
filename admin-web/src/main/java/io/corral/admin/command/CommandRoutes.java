package io.corral.admin.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.corral.admin.api.Json;
import io.corral.admin.http.BulkRoute;
import io.corral.admin.http.Query;
import io.corral.admin.http.Reply;
import io.corral.admin.http.Route;
import io.corral.admin.http.RouteTable;
import io.corral.server.status.ServerStatus;
import io.corral.server.status.ServerStatusSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paths of the admin commands. An error is no HTTP error: it stands in the document, as in ZooKeeper. */
public final class CommandRoutes {

    static final String NOT_SERVING = "This ZooKeeper instance is not currently serving requests";

    private final ServerStatusSource source;
    private final Map<String, Command> byName = new HashMap<>();

    private CommandRoutes(ServerStatusSource source, List<Command> commands) {
        this.source = source;
        for (Command command : commands) {
            command.names().forEach(name -> byName.put(name, command));
        }
    }

    /** Adds the list of commands at the path and the commands below it. */
    public static void addTo(RouteTable routes, String path, CommandSources sources, TransferSettings transfers) {
        List<Command> commands = CommandCatalogue.of(sources);
        CommandRoutes answers = new CommandRoutes(sources.status(), commands);
        Route list = Route.immediate(query -> Reply.html(links(path, commands)));
        bulk(
                routes,
                path,
                TransferRoute.SNAPSHOT_NAMES,
                TransferRoute.snapshot(sources.status(), sources.control(), transfers));
        bulk(
                routes,
                path,
                TransferRoute.RESTORE_NAMES,
                TransferRoute.restore(sources.status(), sources.control(), transfers));
        routes.exact(path, list);
        routes.exact(path + "/", list);
        routes.below(path, answers::answer);
    }

    private static void bulk(RouteTable routes, String path, List<String> names, BulkRoute route) {
        names.forEach(name -> routes.bulk(path + "/" + name, route));
    }

    private CompletableFuture<Reply> answer(Query query) {
        String name = query.path().substring(query.path().lastIndexOf('/') + 1);
        ObjectNode document = Json.object();
        Command command = byName.get(name);
        if (command == null) {
            return CompletableFuture.completedFuture(finished(document, name, "Unknown command: " + name));
        }
        ServerStatus status = source.current();
        if (command.needsServing() && !status.serving()) {
            return CompletableFuture.completedFuture(finished(document, name, NOT_SERVING));
        }
        return command.answer()
                .write(query, status, document)
                .thenApply(error -> finished(document, command.primaryName(), error));
    }

    private static Reply finished(ObjectNode document, String name, String error) {
        document.put("command", name);
        if (error.isEmpty()) {
            document.putNull("error");
        } else {
            document.put("error", error);
        }
        return Reply.json(200, Json.pretty(document));
    }

    private static String links(String path, List<Command> commands) {
        return Stream.concat(
                        commands.stream().map(Command::primaryName),
                        Stream.of(TransferRoute.SNAPSHOT_NAMES.get(0), TransferRoute.RESTORE_NAMES.get(0)))
                .sorted()
                .map(name -> "<a href=\"" + path + "/" + name + "\">" + name + "</a>\n<br/>\n")
                .collect(Collectors.joining());
    }
}
