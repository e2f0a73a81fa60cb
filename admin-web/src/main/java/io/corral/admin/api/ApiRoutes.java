package io.corral.admin.api;

import io.corral.admin.http.Reply;
import io.corral.admin.http.Route;
import io.corral.admin.http.RouteTable;
import io.corral.server.status.ServerStatusSource;

/** The paths of the REST API. */
public final class ApiRoutes {

    private ApiRoutes() {}

    /** Adds {@code /api/ensemble}, {@code /api/server} and {@code /api/events}. */
    public static void addTo(RouteTable routes, ServerStatusSource source) {
        routes.exact(
                "/api/ensemble",
                Route.immediate(query -> Reply.json(
                        200,
                        Json.text(EnsembleView.of(
                                source.ensemble(), source.current().identity().versionText())))));
        routes.exact(
                "/api/events",
                Route.immediate(query -> Reply.json(
                        200,
                        Json.text(source.events().stream().map(EventView::of).toList()))));
        routes.exact(
                "/api/server", Route.immediate(query -> Reply.json(200, Json.text(ServerView.of(source.current())))));
    }
}
