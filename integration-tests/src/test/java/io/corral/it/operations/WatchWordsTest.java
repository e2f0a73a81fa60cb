package io.corral.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Requests;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The words about watches")
class WatchWordsTest {
    private static final int SESSION_MILLIS = 20_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName("leave watches of children out, which the metric counts")
    void childWatches(ServerProgram program) throws Exception {
        try (Ensemble ensemble = Ensemble.start(EnsembleSpec.of(program, 1, folder))) {
            int port = ensemble.server(1).clientPort();
            try (RawClient client = RawClient.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    Handshake.newSession(SESSION_MILLIS))) {
                assertThat(client.askForReply(Requests.getChildren("/zookeeper", true))
                                .err())
                        .isZero();
                assertThat(client.askForReply(Requests.getData("/", true)).err())
                        .isZero();
                Awaitility.await().untilAsserted(() -> {
                    assertThat(FourLetterWord.ask(port, "wchs"))
                            .isEqualTo("1 connections watching 1 paths\nTotal watches:1\n");
                    assertThat(FourLetterWord.ask(port, "wchp"))
                            .startsWith("/\n")
                            .doesNotContain("/zookeeper");
                    assertThat(FourLetterWord.ask(port, "wchc"))
                            .contains("\n\t/\n")
                            .doesNotContain("/zookeeper");
                    assertThat(FourLetterWord.ask(port, "mntr")).contains("zk_watch_count\t2\n");
                });
            }
        }
    }
}
