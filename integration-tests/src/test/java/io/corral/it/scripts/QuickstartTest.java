package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryForever;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("bin/quickstart")
class QuickstartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private UnpackedArchive archive = new UnpackedArchive(Path.of(""));

    @BeforeEach
    void unpack() throws Exception {
        archive = UnpackedArchive.into(folder);
    }

    @Test
    void startsThreeServersThatClientsUseWhileOneIsKilled() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start(archive, folder);
                CuratorFramework client = connect(quickstart)) {
            assertThat(quickstart.modes()).containsExactlyInAnyOrder("leader", "follower", "follower");
            client.create().forPath("/greeting", "hello".getBytes());

            int leader = quickstart.modes().indexOf("leader");
            quickstart.servers().get(leader).destroyForcibly();

            assertThat(client.getData().forPath("/greeting")).asString().isEqualTo("hello");
            client.setData().forPath("/greeting", "still here".getBytes());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(quickstart.said()).contains("has ended."));
            assertThat(quickstart.interrupt()).as("a server has died").isEqualTo(1);
        }
    }

    @Test
    void standaloneServesClientsAndConsoleAndLeavesNothingBehind() throws Exception {
        try (RunningQuickstart quickstart = RunningQuickstart.start(archive, folder, "--standalone")) {
            assertThat(quickstart.modes()).containsExactly("standalone");
            try (CuratorFramework client = connect(quickstart)) {
                assertThat(client.getChildren().forPath("/")).containsExactly("zookeeper");
            }
            assertThat(get(quickstart.console())).contains("<html");

            List<ProcessHandle> servers = quickstart.servers();
            assertThat(quickstart.interrupt()).as(quickstart.said()).isZero();
            assertThat(servers).noneMatch(ProcessHandle::isAlive);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("corral."));
        }
    }

    @Test
    void goesOnFromTheDataItIsGiven() throws Exception {
        Path data = folder.resolve("kept");
        try (RunningQuickstart first = RunningQuickstart.start(archive, folder, "--data", data.toString())) {
            try (CuratorFramework client = connect(first)) {
                client.create().forPath("/kept", "yes".getBytes());
            }
            assertThat(first.interrupt()).as(first.said()).isZero();
        }
        try (RunningQuickstart second = RunningQuickstart.start(archive, folder, "--data", data.toString());
                CuratorFramework client = connect(second)) {
            assertThat(client.getData().forPath("/kept")).asString().isEqualTo("yes");
            assertThat(second.interrupt()).as(second.said()).isZero();
        }
    }

    private static CuratorFramework connect(RunningQuickstart quickstart) throws Exception {
        CuratorFramework client =
                CuratorFrameworkFactory.newClient(quickstart.connectionString(), new RetryForever(100));
        client.start();
        client.blockUntilConnected();
        return client;
    }

    private static String get(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(request, BodyHandlers.ofString())
                .body();
    }
}
