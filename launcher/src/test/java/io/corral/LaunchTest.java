package io.corral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.corral.server.CorralServer;
import io.corral.server.config.ConfigLoader;
import io.corral.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {

    @TempDir
    Path folder;

    private final List<IdleServer> started = new ArrayList<>();
    private IdleServer.Listening listening = () -> {};

    @Test
    void a_server_and_its_console_start_and_stop_together() throws Exception {
        int port = freePort();
        LaunchedServer launched = launch("admin.serverAddress=127.0.0.1", "admin.serverPort=" + port);

        HttpResponse<String> health = get(port, "/health");
        HttpResponse<String> metrics = get(port, "/metrics");
        launched.close();

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("znode_count 5.0").contains("jvm_memory_bytes_used");
        assertThat(started).singleElement().matches(server -> server.closed);
        assertThatThrownBy(() -> get(port, "/health")).isInstanceOf(IOException.class);
        assertThat(launched.awaitTermination()).isEmpty();
    }

    @Test
    void clients_are_taken_when_the_console_answers() throws Exception {
        int port = freePort();
        List<Integer> answers = new ArrayList<>();
        listening = () -> answers.add(status(port, "/health"));

        try (LaunchedServer launched = launch("admin.serverAddress=127.0.0.1", "admin.serverPort=" + port)) {
            assertThat(launched).isNotNull();
            assertThat(answers).containsExactly(200);
        }
    }

    @Test
    void a_client_port_that_is_taken_ends_with_1_and_leaves_nothing_running() throws Exception {
        int port = freePort();
        listening = () -> {
            throw new IOException("port 2181 is taken");
        };

        StartFailure failure = failure("admin.serverAddress=127.0.0.1", "admin.serverPort=" + port);

        assertThat(failure.exitCode().number()).isEqualTo(1);
        assertThat(failure).hasMessage("The server cannot start: port 2181 is taken");
        assertThat(started).singleElement().matches(server -> server.closed);
        assertThatThrownBy(() -> get(port, "/health")).isInstanceOf(IOException.class);
    }

    @Test
    void the_prometheus_provider_gets_its_own_port() throws Exception {
        int port = freePort();
        try (LaunchedServer launched = launch(
                "admin.enableServer=false",
                "metricsProvider.className=org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider",
                "metricsProvider.httpHost=127.0.0.1",
                "metricsProvider.httpPort=" + port,
                "metricsProvider.exportJvmInfo=false")) {
            assertThat(launched).isNotNull();
            assertThat(get(port, "/metrics").body())
                    .contains("znode_count 5.0")
                    .doesNotContain("jvm_memory_bytes_used");
            assertThat(get(port, "/health").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void without_exactly_one_argument_the_exit_code_is_2() {
        Launch launch = new Launch(this::startIdle, Map.of());

        for (List<String> arguments : List.of(List.<String>of(), List.of("a", "b"))) {
            StartFailure failure = catchThrowableOfType(StartFailure.class, () -> launch.run(arguments));
            assertThat(failure.exitCode().number()).isEqualTo(2);
            assertThat(failure).hasMessageContaining("path of a zoo.cfg");
        }
    }

    @Test
    void a_configuration_that_cannot_be_used_ends_with_2_and_says_why() {
        StartFailure failure = failure("tickTime=soon");

        assertThat(failure.exitCode().number()).isEqualTo(2);
        assertThat(failure).hasMessageContaining("tickTime=soon").hasMessageContaining("Fix:");
        assertThat(started).isEmpty();
    }

    @Test
    void a_data_directory_that_cannot_be_used_ends_with_3() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        StartFailure failure = failure("dataDir=" + file);
        StartFailure missing = failure("dataDir=" + folder.resolve("missing"), "datadir.autocreate=false");

        assertThat(failure.exitCode().number()).isEqualTo(3);
        assertThat(failure).hasMessageContaining(file.toString()).hasMessageContaining("change dataDir");
        assertThat(missing.exitCode().number()).isEqualTo(3);
        assertThat(started).isEmpty();
    }

    @Test
    void beside_the_data_of_a_zookeeper_server_nothing_begins_empty() throws Exception {
        Path zooKeepers = Files.createDirectories(folder.resolve("data").resolve("version-2"));
        Files.createFile(zooKeepers.resolve("snapshot.1f"));

        StartFailure failure = failure();

        assertThat(failure.exitCode().number()).isEqualTo(3);
        assertThat(failure).hasMessageContaining(zooKeepers.toString()).hasMessageContaining("corral-import");
        assertThat(started).isEmpty();

        Files.createDirectories(folder.resolve("data").resolve("corral").resolve("log"));
        try (LaunchedServer launched = launch("admin.enableServer=false")) {
            assertThat(launched).as("begun before").isNotNull();
        }
    }

    @Test
    void data_directories_on_which_a_server_runs_end_with_3_and_say_whose_they_are() throws Exception {
        Path file = Path.of(write("admin.enableServer=false"));
        try (CorralServer running =
                CorralServer.start(ConfigLoader.load(file, Map.of()).config())) {
            assertThat(running).isNotNull();
            Launch second = new Launch(LaunchTest::neverStarts, Map.of());

            StartFailure failure = catchThrowableOfType(StartFailure.class, () -> second.run(List.of(file.toString())));

            assertThat(failure.exitCode().number()).isEqualTo(3);
            assertThat(failure)
                    .hasMessageContaining(
                            "is in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_port_for_the_other_servers_that_is_taken_is_named_and_nothing_is_left_open() throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("myid"), "1");
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String line = "server.1=127.0.0.1:" + taken.getLocalPort();
            Path file = Path.of(write(
                    line + ":1", "server.2=127.0.0.1:2:3", "server.3=127.0.0.1:4:5", "initLimit=5", "syncLimit=2"));

            for (int attempt = 1; attempt <= 2; attempt++) {
                StartFailure failure = catchThrowableOfType(
                        StartFailure.class,
                        () -> new Launch(LaunchTest::neverStarts, Map.of()).run(List.of(file.toString())));

                assertThat(failure.exitCode().number()).isEqualTo(1);
                assertThat(failure)
                        .hasMessageContaining(line)
                        .hasMessageContaining("in use")
                        .hasMessageContaining("another server running");
            }
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("corral-") || name.startsWith("raft-")));
    }

    @Test
    void files_that_this_user_may_not_touch_end_with_3_and_say_so() {
        Launch launch = new Launch(
                config -> {
                    throw new AccessDeniedException("/data/corral/log/one");
                },
                Map.of());

        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> launch.run(List.of(write())));

        assertThat(failure.exitCode().number()).isEqualTo(3);
        assertThat(failure).hasMessageContaining("may not read or write /data/corral/log/one");
    }

    @Test
    void a_file_that_cannot_be_used_is_named_with_the_reason() {
        Launch launch = new Launch(
                config -> {
                    throw new NoSuchFileException("/data/corral/log/one");
                },
                Map.of());

        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> launch.run(List.of(write())));

        assertThat(failure).hasMessageContaining("NoSuchFile").hasMessageContaining("/data/corral/log/one");
    }

    @Test
    void a_server_that_ran_alone_and_gets_lines_of_others_is_told_how_it_can_grow() throws Exception {
        String[] alone = {"admin.enableServer=false"};
        try (CorralServer first = CorralServer.start(
                ConfigLoader.load(Path.of(write(alone)), Map.of()).config())) {
            await().until(() -> first.status().current().tree().zxid() > 0
                    || first.status().current().log().commitIndex() > 0);
        }
        Files.writeString(folder.resolve("data/myid"), "1");

        StartFailure failure = catchThrowableOfType(
                StartFailure.class,
                () -> new Launch(LaunchTest::neverStarts, Map.of())
                        .run(List.of(write(
                                "server.1=127.0.0.1:2:3",
                                "server.2=127.0.0.1:4:5",
                                "server.3=127.0.0.1:6:7",
                                "initLimit=5",
                                "syncLimit=2"))));

        assertThat(failure)
                .hasMessageContaining("belongs to server 1, but")
                .hasMessageContaining("names servers 1, 2, 3")
                .hasMessageContaining("standaloneEnabled=false and reconfigEnabled=true")
                .hasMessageContaining("restore");
    }

    private static RunningServer neverStarts(ServerConfig config) throws IOException {
        CorralServer.start(config).close();
        throw new IOException("the server has started");
    }

    @Test
    void a_console_port_that_is_taken_ends_with_4_and_leaves_nothing_running() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StartFailure failure = failure("admin.serverAddress=127.0.0.1", "admin.serverPort=" + taken.getLocalPort());

            assertThat(failure.exitCode().number()).isEqualTo(4);
            assertThat(failure)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("admin.serverPort");
            assertThat(started).singleElement().matches(server -> server.closed);
        }
    }

    @Test
    void a_server_that_cannot_start_ends_with_1() {
        Launch launch = new Launch(
                config -> {
                    throw new IOException("port 2181 is taken");
                },
                Map.of());

        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> launch.run(List.of(write())));

        assertThat(failure.exitCode().number()).isEqualTo(1);
        assertThat(failure).hasMessage("The server cannot start: port 2181 is taken");
    }

    private LaunchedServer launch(String... lines) throws Exception {
        return new Launch(this::startIdle, Map.of()).run(List.of(write(lines)));
    }

    private StartFailure failure(String... lines) {
        return catchThrowableOfType(StartFailure.class, () -> launch(lines));
    }

    private RunningServer startIdle(ServerConfig config) {
        IdleServer server = new IdleServer(listening);
        started.add(server);
        return server;
    }

    private String write(String... lines) throws IOException {
        String text = "dataDir=" + folder.resolve("data") + "\n" + String.join("\n", lines) + "\n";
        return Files.writeString(folder.resolve("zoo.cfg"), text).toString();
    }

    private static int status(int port, String path) throws IOException {
        try {
            return get(port, path).statusCode();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
