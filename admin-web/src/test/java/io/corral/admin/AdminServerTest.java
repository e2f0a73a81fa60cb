package io.corral.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.corral.server.control.AdminEvent;
import io.corral.server.status.DiskState;
import io.corral.server.status.ServerMode;
import io.corral.server.status.WriteStanding;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final FakeEnsemble ensemble = new FakeEnsemble();
    private AdminServer server;

    @BeforeEach
    void open() throws AdminStartException {
        CollectorRegistry registry = new CollectorRegistry();
        Gauge.build("znode_count", "znode_count").register(registry).set(6);
        Gauge.build("watch_count", "watch_count").register(registry).set(3);
        server = AdminServer.start(
                FakeEnsemble.settings(),
                new AdminSources(
                        ensemble,
                        ensemble,
                        registry,
                        Map.of("zookeeper.version", FakeEnsemble.VERSION),
                        Map.of("java.version", "17")));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void health_is_well_while_a_leader_is_known() throws Exception {
        HttpResponse<String> reply = get("/health");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo("{\"status\":\"ok\",\"reason\":\"\",\"mode\":\"leader\",\"leader\":1,\"term\":7}");
    }

    @ParameterizedTest
    @CsvSource({"LOOKING,no leader is known", "READ_ONLY,reads only"})
    void health_tells_why_clients_are_not_served(ServerMode mode, String reason) throws Exception {
        ensemble.become(mode);
        HttpResponse<String> reply = get("/health");

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(json(reply).path("status").asText()).isEqualTo("unavailable");
        assertThat(json(reply).path("reason").asText()).contains(reason);
    }

    @Test
    void a_disk_that_the_others_make_up_for_is_told_of() throws Exception {
        ensemble.obstruct(new WriteStanding(DiskState.FULL, false));

        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(json(get("/health")).path("reason").asText()).contains("is full. Free space");
        JsonNode shown = json(get("/api/ensemble"));
        assertThat(shown.path("health").asText()).isEqualTo("degraded");
        assertThat(shown.path("summary").asText()).startsWith("The disk of server 1 is full. Free space");
        JsonNode standing = shown.path("members").path(0).path("report").path("standing");
        assertThat(standing.path("disk").asText()).isEqualTo("full");
        assertThat(standing.path("writesRefused").asBoolean()).isFalse();
    }

    @Test
    void refused_writes_are_told_of_with_what_to_do() throws Exception {
        ensemble.obstruct(new WriteStanding(DiskState.READ_ONLY, true));

        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(json(get("/health")).path("reason").asText())
                .startsWith("writes are refused and reads go on: the disk of the log is read-only.");
        JsonNode shown = json(get("/api/ensemble"));
        assertThat(shown.path("health").asText()).isEqualTo("unavailable");
        assertThat(shown.path("summary").asText()).startsWith("Writes are refused, reads go on. The disk of server 1");
    }

    @Test
    void the_ensemble_is_shown_member_by_member() throws Exception {
        JsonNode shown = json(get("/api/ensemble"));

        assertThat(shown.path("health").asText()).isEqualTo("healthy");
        assertThat(shown.path("summary").asText()).isEqualTo("All 3 servers are serving. One of them may fail.");
        assertThat(shown.path("leaderId").asLong()).isEqualTo(1);
        assertThat(shown.path("term").asLong()).isEqualTo(7);
        assertThat(shown.path("members")).hasSize(3);
        JsonNode third = shown.path("members").path(2);
        assertThat(third.path("host").asText()).isEqualTo("zoo3.example");
        assertThat(third.path("report").path("standing").path("role").asText()).isEqualTo("follower");
        assertThat(third.path("report").path("progress").path("lagEntries").asLong())
                .isEqualTo(1_212);
        assertThat(third.path("report").path("progress").path("zxid").asText()).isEqualTo("0x10000b798");
        assertThat(third.path("report").path("load").path("sessions").asInt()).isEqualTo(13);
    }

    @Test
    void a_lost_server_degrades_the_ensemble() throws Exception {
        ensemble.loseThird();
        JsonNode shown = json(get("/api/ensemble"));

        assertThat(shown.path("health").asText()).isEqualTo("degraded");
        assertThat(shown.path("summary").asText())
                .isEqualTo("2 of 3 servers are serving. One more failure would stop writes.");
        assertThat(shown.path("members").path(2).path("reachable").asBoolean()).isFalse();
    }

    @Test
    void without_a_leader_the_ensemble_is_unavailable() throws Exception {
        ensemble.become(ServerMode.LOOKING);

        assertThat(json(get("/api/ensemble")).path("health").asText()).isEqualTo("unavailable");
    }

    @Test
    void a_server_shows_its_log_and_its_followers() throws Exception {
        JsonNode shown = json(get("/api/server"));

        assertThat(shown.path("identity").path("id").asLong()).isEqualTo(1);
        assertThat(shown.path("log").path("commitIndex").asLong()).isEqualTo(48_212);
        assertThat(shown.path("log")
                        .path("peers")
                        .path(1)
                        .path("lag")
                        .path("entries")
                        .asLong())
                .isEqualTo(1_212);
        assertThat(shown.path("timings")
                        .path("fsync")
                        .path("percentiles")
                        .path("p99")
                        .asLong())
                .isEqualTo(3_500);
    }

    @Test
    void a_server_shows_what_happened_to_it_the_newest_first() throws Exception {
        JsonNode events = json(get("/api/events"));

        assertThat(events).hasSize(2);
        assertThat(events.path(0).path("number").asLong()).isEqualTo(2);
        assertThat(events.path(0).path("at").asText()).isEqualTo("2023-11-14T22:13:21Z");
        assertThat(events.path(0).path("kind").asText()).isEqualTo("leadership");
        assertThat(events.path(0).path("text").asText()).isEqualTo("Leads term 7.");
    }

    @Test
    void metrics_come_in_the_text_format_and_can_be_chosen() throws Exception {
        HttpResponse<String> all = get("/metrics");
        HttpResponse<String> one = get("/metrics?name%5B%5D=znode_count");

        assertThat(all.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(all.body()).contains("znode_count 6.0").contains("watch_count 3.0");
        assertThat(one.body()).contains("znode_count 6.0").doesNotContain("watch_count");
    }

    @Test
    void commands_are_listed_as_links() throws Exception {
        HttpResponse<String> list = get("/commands");

        assertThat(list.body())
                .startsWith("<a href=\"/commands/configuration\">configuration</a>\n<br/>\n")
                .contains("<a href=\"/commands/server_stats\">server_stats</a>");
        assertThat(get("/commands/").body()).isEqualTo(list.body());
    }

    @Test
    void a_command_answers_in_zookeepers_layout() throws Exception {
        assertThat(get("/commands/isro").body()).isEqualTo("""
                {
                  "read_only" : false,
                  "command" : "is_read_only",
                  "error" : null
                }""");
        assertThat(get("/commands/ruok").body()).isEqualTo("""
                {
                  "command" : "ruok",
                  "error" : null
                }""");
    }

    @Test
    void commands_have_zookeepers_fields() throws Exception {
        JsonNode stats = json(get("/commands/srvr"));
        JsonNode connections = json(get("/commands/cons"));
        JsonNode monitor = json(get("/commands/mntr"));
        JsonNode leader = json(get("/commands/lead"));

        assertThat(stats.path("server_stats").path("server_state").asText()).isEqualTo("leader");
        assertThat(stats.path("server_stats").path("last_processed_zxid").asLong())
                .isEqualTo(0x10000bc54L);
        assertThat(stats.path("node_count").asLong()).isEqualTo(1_204);
        assertThat(connections.path("connections").path(0).path("session_id").asLong())
                .isEqualTo(72_057_594_037_927_936L);
        assertThat(monitor.path("znode_count").asLong()).isEqualTo(1_204);
        assertThat(monitor.path("server_state").asText()).isEqualTo("leader");
        assertThat(leader.path("is_leader").asBoolean()).isTrue();
        assertThat(leader.path("leader_ip").asText()).isEqualTo("zoo1.example");
        assertThat(json(get("/commands/conf")).path("client_port").asInt()).isEqualTo(2181);
        assertThat(json(get("/commands/stat")).path("connections").path(0).has("session_id"))
                .isFalse();
        assertThat(json(get("/commands/dump"))
                        .path("session_id_to_ephemeral_paths")
                        .path("18"))
                .hasSize(2);
        assertThat(json(get("/commands/dump")).path("expiry_time_to_session_ids"))
                .isEqualTo(json("{\"4000\":[18]}"));
        assertThat(json(get("/commands/env")).path("os.memory.total").asText()).isEqualTo("128MB");
        assertThat(json(get("/commands/envi")).path("zookeeper.version").asText())
                .isEqualTo(FakeEnsemble.VERSION);
    }

    @Test
    void resets_reach_the_server() throws Exception {
        get("/commands/stat_reset");
        get("/commands/crst");

        assertThat(ensemble.done).containsExactly("server", "connections");
    }

    @Test
    void watches_and_digests_are_listed() throws Exception {
        assertThat(json(get("/commands/wchc")).path("session_id_to_watched_paths"))
                .isEqualTo(json("{\"17\":[\"/a~b\",\"/c/d\"],\"18\":[\"/c/d\"]}"));
        assertThat(json(get("/commands/wchp")).path("path_to_session_ids"))
                .isEqualTo(json("{\"/a~b\":[17],\"/c/d\":[17,18]}"));
        assertThat(json(get("/commands/hash")).path("digests"))
                .isEqualTo(json("[{\"zxid\":128,\"digest\":1371985504,\"digest_version\":2}]"));
    }

    @Test
    void the_members_are_shown_with_their_addresses() throws Exception {
        JsonNode members = json(get("/commands/voting_view")).path("current_config");
        assertThat(members.path("1"))
                .isEqualTo(json("{\"server_addresses\":[\"zoo1.example:2888\"],"
                        + "\"election_addresses\":[\"zoo1.example:3888\"],"
                        + "\"client_address\":\"0.0.0.0:2181\",\"learner_type\":\"participant\"}"));
        assertThat(members.path("2").path("server_addresses").path(0).asText()).isEqualTo("[::1]:2888");
        assertThat(members.path("2").path("learner_type").asText()).isEqualTo("observer");
        JsonNode state = json(get("/commands/zabstate"));
        assertThat(state.path("myid").asLong()).isEqualTo(1);
        assertThat(state.path("voting").asBoolean()).isTrue();
        assertThat(state.path("last_zxid").asText()).isEqualTo("0x10000bc54");
        assertThat(state.path("zab_epoch").asLong()).isEqualTo(7);
        assertThat(state.path("zab_counter").asLong()).isEqualTo(0x10000bc54L);
        assertThat(state.path("quorum_address").path("one").asText()).isEqualTo("zoo1.example:2888");
        assertThat(state.path("election_address").path("all_ports")).isEqualTo(json("[3888]"));
        assertThat(state.path("zabstate").asText()).isEqualTo("broadcast");
        assertThat(json(get("/commands/obsr")).path("synced_observers").asInt()).isZero();
    }

    @Test
    void the_trace_mask_can_be_set_and_properties_are_shown() throws Exception {
        assertThat(json(get("/commands/gtmk")).path("tracemask").asLong()).isEqualTo(306);
        assertThat(json(get("/commands/stmk?traceMask=258")).path("tracemask").asLong())
                .isEqualTo(258);
        assertThat(json(get("/commands/gtmk")).path("tracemask").asLong()).isEqualTo(258);
        assertThat(json(get("/commands/stmk")).path("error").asText())
                .isEqualTo("setTraceMask requires long traceMask argument");
        assertThat(json(get("/commands/stmk?traceMask=x")).path("error").asText())
                .isEqualTo("setTraceMask requires long traceMask argument, got x");
        assertThat(json(get("/commands/sysp")).path("java.version").asText()).isEqualTo("17");
    }

    @Test
    void an_unknown_command_is_no_http_error() throws Exception {
        HttpResponse<String> reply = get("/commands/foo");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(json(reply).path("command").asText()).isEqualTo("foo");
        assertThat(json(reply).path("error").asText()).isEqualTo("Unknown command: foo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ruok", "srvr", "cons", "srst"})
    void without_a_leader_commands_say_that_nothing_is_served(String name) throws Exception {
        ensemble.become(ServerMode.LOOKING);
        JsonNode reply = json(get("/commands/" + name));

        assertThat(reply.path("command").asText()).isEqualTo(name);
        assertThat(reply.path("error").asText()).isEqualTo("This ZooKeeper instance is not currently serving requests");
        assertThat(ensemble.done).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ServerMode.class)
    void everything_can_be_shown_in_every_mode(ServerMode mode) throws Exception {
        ensemble.become(mode);

        for (String path : new String[] {"/", "/api/ensemble", "/api/server", "/commands/mntr", "/commands/lead"}) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"/,text/html", "/console.css,text/css", "/console.js,text/javascript", "/icon.svg,image/svg+xml"})
    void the_console_needs_nothing_from_elsewhere(String path, String type) throws Exception {
        HttpResponse<String> reply = get(path);

        assertThat(reply.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'");
        assertThat(reply.body().replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("src=\"http", "href=\"http", "url(http", "import ");
    }

    @Test
    void nothing_else_is_answered() throws Exception {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/commands/ruok/more").statusCode()).isEqualTo(404);
        assertThat(get("/..%2f..%2fetc/passwd").statusCode()).isGreaterThanOrEqualTo(400);
        HttpRequest post = HttpRequest.newBuilder(uri("/commands/srst"))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(CLIENT.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
        HttpRequest trace = HttpRequest.newBuilder(uri("/commands/ruok"))
                .method("TRACE", BodyPublishers.noBody())
                .build();
        assertThat(CLIENT.send(trace, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        assertThat(ensemble.done).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 401, Auth info is missing for the command",
        "ip, 401, Not authenticated",
        "x509 certificate, 401, Not authenticated",
        "digest super:secret and, 401, Not authenticated",
        "digest somebody:else, 403, Not authorized",
    })
    void a_copy_of_the_state_is_for_those_who_may(String authorization, int status, String error) throws Exception {
        HttpResponse<String> reply = get("/commands/snapshot", authorization);

        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(json(reply).path("command").asText()).isEqualTo("snapshot");
        assertThat(json(reply).path("error").asText()).isEqualTo(error);
    }

    @Test
    void a_copy_of_the_state_comes_with_its_zxid_and_size() throws Exception {
        HttpResponse<String> reply = get("/commands/snap", "digest super:secret");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("the state");
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(reply.headers().firstValue("last_zxid")).contains("0x1f");
        assertThat(reply.headers().firstValue("snapshot_size")).contains("9");
    }

    @Test
    void without_streaming_only_zxid_and_size_are_told() throws Exception {
        HttpResponse<String> reply = get("/commands/snapshot?streaming=false", "digest super:secret");

        assertThat(json(reply).path("error").isNull()).isTrue();
        assertThat(reply.headers().firstValue("snapshot_size")).contains("9");
    }

    @Test
    void a_copy_that_is_brought_replaces_the_state_once_in_a_while() throws Exception {
        assertThat(post("the state").statusCode()).isEqualTo(200);
        assertThat(post("the state").statusCode()).isEqualTo(429);
        assertThat(post("").statusCode()).isEqualTo(400);
        assertThat(ensemble.happened).containsExactly(AdminEvent.RESTORE_TOO_SOON);
        assertThat(get("/commands/restore", "digest super:secret").statusCode()).isEqualTo(405);
    }

    @Test
    void a_copy_that_is_damaged_is_refused_with_the_reason() throws Exception {
        HttpResponse<String> reply = post("something else");

        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(json(reply).path("error").asText()).isEqualTo("the snapshot is damaged");
        assertThat(ensemble.happened).containsExactly(AdminEvent.RESTORE_FAILED);
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/commands/restore"))
                .header("Authorization", "digest super:secret")
                .POST(BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void the_configuration_and_the_last_snapshot_are_told() throws Exception {
        assertThat(json(get("/commands/icfg")).path("initial_configuration").asText())
                .isEqualTo("clientPort=2181\n");
        assertThat(json(get("/commands/lsnp")).path("zxid").asText()).isEqualTo("ffffffffffffffff");
        assertThat(json(get("/commands/lsnp")).path("timestamp").asInt()).isEqualTo(-1);
    }

    @Test
    void a_port_that_is_taken_is_named() {
        assertThatThrownBy(() -> AdminServer.startMetrics("127.0.0.1", server.port(), new CollectorRegistry()))
                .isInstanceOf(AdminStartException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("metricsProvider.httpPort");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static JsonNode json(HttpResponse<String> reply) throws IOException {
        return json(reply.body());
    }

    private static JsonNode json(String document) throws IOException {
        return new ObjectMapper().readTree(document);
    }
}
