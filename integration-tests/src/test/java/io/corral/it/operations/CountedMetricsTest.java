package io.corral.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.zookeeper.ZooDefs.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a server counts of its clients and operators, it counts as ZooKeeper does")
class CountedMetricsTest {
    private static final int SESSION_MILLIS = 20_000;
    private static final int SHORT_SESSION_MILLIS = 3_000;
    /** In milliseconds, but for copies that are fetched ZooKeeper reads it as microseconds. */
    private static final String RARELY = "1000000000";

    private static final int EPHEMERAL = 1;
    private static final int QUOTA_EXCEEDED = -125;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Pattern OF_CLIENTS = Pattern.compile("zk_(.*_per_namespace|ensemble_auth_.*|watch_bytes"
            + "|connection_drop_count|(cnt|sum)_connection_token_deficit|stale_sessions_expired)");

    private static final Pattern OF_OPERATORS =
            Pattern.compile("zk_(snapshot_(error|rate_limited)_count|restore_(error|rate_limited)_count"
                    + "|cnt_restore_time|insecure_admin_count)");

    @TempDir
    private static Path folder;

    private static Ensemble zooKeeper;
    private static Ensemble corral;

    @BeforeAll
    static void start() throws IOException {
        ZooKeeperLibraries.assumeFetched();
        zooKeeper = Ensemble.start(spec(ServerProgram.ZOOKEEPER).withClassPath(ZooKeeperLibraries.classPath()));
        corral = Ensemble.start(spec(ServerProgram.CORRAL));
    }

    private static EnsembleSpec spec(ServerProgram program) {
        return EnsembleSpec.of(program, 1, folder.resolve(program.name()))
                .with("admin.enableServer", "true")
                .with("enforceQuota", "true")
                .with("admin.rateLimiterIntervalInMS", RARELY)
                .with("authProvider.1", "org.apache.zookeeper.server.auth.EnsembleAuthenticationProvider")
                .withJvmOption("-Dzookeeper.ensembleAuthName=blue");
    }

    @AfterAll
    static void end() {
        if (corral != null) {
            zooKeeper.close();
            corral.close();
        }
    }

    @Test
    @DisplayName("reads and writes by namespace, quota errors, events, names of ensembles, connections that end")
    void clients() throws IOException {
        live(zooKeeper.server(1));
        live(corral.server(1));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(counted(corral, OF_CLIENTS))
                        .isEqualTo(counted(zooKeeper, OF_CLIENTS))
                        .containsEntry("zk_cnt_app_read_per_namespace", "6")
                        .containsEntry("zk_app_quota_exceeded_error_per_namespace", "2")
                        .containsEntry("zk_ensemble_auth_fail", "1")
                        .containsEntry("zk_connection_drop_count", "3")
                        .containsEntry("zk_stale_sessions_expired", "4"));
        assertThat(counted(corral, Pattern.compile("zk_cnt_request_throttle_queue_time_ms"))
                        .values())
                .doesNotContain("0");
    }

    /**
     * Three of its clients go without taking leave and a fourth is turned away; their sessions expire. The others leave the end of
     * the connection to the server, so that it is certain who ended it.
     */
    private static void live(ServerProcess server) throws IOException {
        try (RawClient client = connect(server, SESSION_MILLIS)) {
            readAndWrite(client);
            exceedQuota(client);
            watch(client);
            client.send(Requests.closeSession());
            client.readToEnd();
        }
        for (String name : List.of("blue", "", "red")) {
            try (RawClient client = connect(server, SHORT_SESSION_MILLIS)) {
                client.send(Requests.auth("ensemble", name));
                if (!name.equals("red")) {
                    client.send(Requests.closeSession());
                }
                client.readToEnd();
            }
        }
        for (int i = 0; i < 2; i++) {
            connect(server, SHORT_SESSION_MILLIS).close();
        }
        try (RawClient passing = connect(server, SHORT_SESSION_MILLIS)) {
            passing.ask(create("/passing", "", EPHEMERAL));
        }
    }

    private static void readAndWrite(RawClient client) throws IOException {
        for (Request request : List.of(
                create("/app", "12345", 0),
                create("/app/first", "1", 0),
                create("/app/second", "", 0),
                Requests.setData("/app/first", new byte[100], -1),
                Requests.setData("/app/first", null, 7),
                Requests.getData("/app", false),
                Requests.exists("/app/first", false),
                Requests.exists("/app/none", false),
                Requests.getChildren("/app", false),
                Requests.getChildren2("/app", false),
                Requests.getChildren("/", false),
                Requests.getAcl("/app"),
                Requests.multi(
                        Opcode.MULTI_READ,
                        List.of(Requests.getData("/app", false), Requests.getChildren("/app", false))),
                Requests.multi(Opcode.MULTI, List.of(create("/other", "abc", 0), Requests.delete("/app/second", -1))),
                Requests.multi(Opcode.MULTI, List.of(create("/never", "abc", 0), Requests.delete("/app/none", -1))),
                Requests.delete("/app/first", -1))) {
            client.ask(request);
        }
    }

    private static void exceedQuota(RawClient client) throws IOException {
        for (Request request : List.of(
                create("/zookeeper/quota/app", "", 0),
                create(
                        "/zookeeper/quota/app/zookeeper_limits",
                        "count=-1,bytes=-1,countHardLimit=1,byteHardLimit=8",
                        0),
                create("/zookeeper/quota/app/zookeeper_stats", "count=1,bytes=5", 0))) {
            assertThat(client.askForReply(request).err()).isZero();
        }
        assertThat(client.askForReply(create("/app/more", "", 0)).err()).isEqualTo(QUOTA_EXCEEDED);
        client.ask(Requests.multi(
                Opcode.MULTI, List.of(Requests.check("/app", -1), Requests.setData("/app", new byte[9], -1))));
    }

    private static void watch(RawClient client) throws IOException {
        for (Request request : List.of(
                Requests.exists("/seen", true),
                Requests.getChildren("/", true),
                create("/seen", "", 0),
                Requests.getData("/seen", true),
                Requests.setData("/seen", new byte[1], -1),
                Requests.setWatches(0, List.of("/seen"), List.of("/seen"), List.of("/gone")))) {
            client.ask(request);
        }
    }

    private static Request create(String path, String data, int flags) {
        return Requests.create(Opcode.CREATE, path, data.getBytes(StandardCharsets.UTF_8), Ids.OPEN_ACL_UNSAFE, flags);
    }

    private static RawClient connect(ServerProcess server, int sessionMillis) throws IOException {
        return RawClient.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.clientPort()),
                Handshake.newSession(sessionMillis));
    }

    @Test
    @DisplayName("copies of the state that are refused, fail or come too often")
    void operators() throws Exception {
        for (Ensemble ensemble : List.of(zooKeeper, corral)) {
            assertThat(command(ensemble, "snapshot", "")).isEqualTo(200);
            assertThat(command(ensemble, "snapshot", "")).isEqualTo(429);
            assertThat(command(ensemble, "restore", "no copy")).isEqualTo(500);
            assertThat(command(ensemble, "restore", "no copy")).isEqualTo(429);
        }
        assertThat(counted(corral, OF_OPERATORS))
                .isEqualTo(counted(zooKeeper, OF_OPERATORS))
                .containsEntry("zk_restore_error_count", "1");
    }

    private static int command(Ensemble ensemble, String name, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ensemble.server(1).adminPort() + "/commands/" + name))
                .header("Authorization", "digest anybody:at-all");
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static Map<String, String> counted(Ensemble ensemble, Pattern names) {
        Map<String, String> counted = new TreeMap<>();
        FourLetterWord.ask(ensemble.server(1).clientPort(), "mntr").lines().forEach(line -> {
            String[] words = line.split("\t", -1);
            if (names.matcher(words[0]).matches()) {
                counted.put(words[0], words[1]);
            }
        });
        return counted;
    }
}
