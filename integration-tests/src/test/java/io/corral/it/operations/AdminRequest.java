package io.corral.it.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request to the admin server.
 *
 * @param method HTTP method
 * @param target path below {@code /commands}, with the query
 */
record AdminRequest(String method, String target) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The resets come last. */
    private static final List<String> TARGETS = List.of(
            "",
            "/",
            "/configuration",
            "/conf",
            "/config",
            "/connections",
            "/cons",
            "/dirs",
            "/dump",
            "/environment",
            "/env",
            "/envi",
            "/get_trace_mask",
            "/gtmk",
            "/set_trace_mask",
            "/stmk?traceMask=much",
            "/set_trace_mask?traceMask=306",
            "/hash",
            "/initial_configuration",
            "/icfg",
            "/is_read_only",
            "/isro",
            "/last_snapshot",
            "/lsnp",
            "/leader",
            "/lead",
            "/monitor",
            "/mntr",
            "/observers",
            "/obsr",
            "/ruok",
            "/server_stats",
            "/srvr",
            "/stats",
            "/stat",
            "/system_properties",
            "/sysp",
            "/voting_view",
            "/watches",
            "/wchc",
            "/watches_by_path",
            "/wchp",
            "/watch_summary",
            "/wchs",
            "/zabstate",
            "/snapshot",
            "/snap",
            "/restore",
            "/rest",
            "/nope",
            "/connection_stat_reset",
            "/crst",
            "/observer_connection_stat_reset",
            "/orst",
            "/stat_reset",
            "/srst");

    private static final List<AdminRequest> OTHERS = List.of(
            new AdminRequest("POST", "/ruok"),
            new AdminRequest("POST", "/nope"),
            new AdminRequest("POST", "/snapshot"),
            new AdminRequest("POST", "/restore"),
            new AdminRequest("TRACE", "/ruok"));

    static List<AdminRequest> all() {
        return Stream.concat(OTHERS.stream(), TARGETS.stream().map(target -> new AdminRequest("GET", target)))
                .toList();
    }

    CommandAnswer send(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/commands" + target))
                .method(method, BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        return new CommandAnswer(
                answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer.body());
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
