package io.corral.admin.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which route answers which path. Filled before the port is opened, read afterwards. */
public final class RouteTable {

    private final Map<String, Route> exact = new HashMap<>();
    private final Map<String, Route> below = new HashMap<>();
    private final Map<String, BulkRoute> bulk = new HashMap<>();

    /** Lets a route answer one path. */
    public void exact(String path, Route route) {
        exact.put(path, route);
    }

    /** Lets a route answer what is one step below a path, such as {@code /commands/ruok} below {@code /commands}. */
    public void below(String path, Route route) {
        below.put(path, route);
    }

    /** Lets a route answer one path with streams. */
    public void bulk(String path, BulkRoute route) {
        bulk.put(path, route);
    }

    Optional<BulkRoute> findBulk(String path) {
        return Optional.ofNullable(bulk.get(path));
    }

    Optional<Route> find(String path) {
        Route route = exact.get(path);
        if (route != null) {
            return Optional.of(route);
        }
        int lastSlash = path.lastIndexOf('/');
        return lastSlash <= 0 ? Optional.empty() : Optional.ofNullable(below.get(path.substring(0, lastSlash)));
    }
}
