package io.corral.admin.console;

import io.corral.admin.http.Reply;
import io.corral.admin.http.Route;
import io.corral.admin.http.RouteTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The paths of the console's files, which are read once. */
public final class ConsoleRoutes {

    private ConsoleRoutes() {}

    /** Adds {@code /} and what the page loads. */
    public static void addTo(RouteTable routes) {
        add(routes, "/", "console.html", "text/html; charset=utf-8");
        add(routes, "/console.css", "console.css", "text/css; charset=utf-8");
        add(routes, "/console.js", "console.js", "text/javascript; charset=utf-8");
        add(routes, "/icon.svg", "icon.svg", "image/svg+xml");
    }

    private static void add(RouteTable routes, String path, String file, String contentType) {
        Reply reply = new Reply(200, contentType, bytes(file));
        routes.exact(path, Route.immediate(query -> reply));
    }

    private static byte[] bytes(String file) {
        try (InputStream in = ConsoleRoutes.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException(file + " is missing from the archive; build it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
