package io.corral.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.admin.command.TransferSettings;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Health is told, whoever else keeps the port busy:")
class AdminSiegeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);
    private static final int BODIES = 8;
    private static final int SILENT = 300;
    private static final String RESTORE = """
            POST /commands/restore HTTP/1.1\r
            Host: localhost\r
            Authorization: digest super:secret\r
            Transfer-Encoding: chunked\r
            \r
            """;

    private final FakeEnsemble ensemble = new FakeEnsemble();
    private final List<Socket> besiegers = new ArrayList<>();
    private @Nullable AdminServer server;

    @AfterEach
    void close() throws IOException {
        for (Socket socket : besiegers) {
            socket.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3_600})
    @DisplayName("copies that are announced and never come keep one thread, and the others are refused at once")
    void bodiesThatNeverCome(int secondsBetween) throws Exception {
        int port = open(Duration.ofSeconds(secondsBetween));
        for (int i = 0; i < BODIES; i++) {
            connect(port).getOutputStream().write(RESTORE.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(health(port)).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> answered().size() == BODIES - 1);
        for (Socket socket : answered()) {
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 429");
        }
        assertThat(health(port)).isEqualTo(200);
    }

    @Test
    @DisplayName("connections that say nothing give way")
    void silence() throws Exception {
        int port = open(Duration.ZERO);
        for (int i = 0; i < SILENT; i++) {
            connect(port);
        }
        assertThat(health(port)).isEqualTo(200);
    }

    private int open(Duration betweenCopies) throws AdminStartException {
        AdminSettings settings = new AdminSettings(
                "127.0.0.1",
                0,
                "/commands",
                IDLE_TIMEOUT,
                Optional.empty(),
                new TransferSettings(true, betweenCopies, true, betweenCopies, System::nanoTime),
                Optional.empty());
        AdminServer opened = AdminServer.start(
                settings, new AdminSources(ensemble, ensemble, new CollectorRegistry(), Map.of(), Map.of()));
        server = opened;
        return opened.port();
    }

    private Socket connect(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        besiegers.add(socket);
        return socket;
    }

    private List<Socket> answered() throws IOException {
        List<Socket> answered = new ArrayList<>();
        for (Socket socket : besiegers) {
            if (socket.getInputStream().available() > 0) {
                answered.add(socket);
            }
        }
        return answered;
    }

    private static int health(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
