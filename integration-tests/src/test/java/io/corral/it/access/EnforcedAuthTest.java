package io.corral.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Where authentication is enforced")
class EnforcedAuthTest {
    private static final int SESSION_MILLIS = 10_000;
    private static final int CLOSED_FOR_LACK_OF_AUTH = -124;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(ServerProgram.class)
    @DisplayName(
            "sessions open, and whatever is asked before an auth packet gets error -124 and the end of the connection")
    void nothingBeforeAuthentication(ServerProgram program) throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(program, 1, folder)
                .with("enforce.auth.enabled", "true")
                .with("enforce.auth.schemes", "digest");
        try (Ensemble ensemble = Ensemble.start(spec)) {
            InetSocketAddress server = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), ensemble.server(1).clientPort());
            for (Request request :
                    List.of(Requests.ping(), Requests.getData("/", false), Requests.odd(99, new byte[0]))) {
                assertTurnedAway(server, request);
            }
            try (RawClient client = RawClient.connect(server, Handshake.newSession(SESSION_MILLIS))) {
                assertThat(client.askForReply(Requests.auth("digest", "bob:secret"))
                                .err())
                        .isZero();
                assertThat(client.askForReply(Requests.getData("/", false)).err())
                        .isZero();
                assertThat(client.askForReply(Requests.ping()).err()).isZero();
            }
        }
    }

    private static void assertTurnedAway(InetSocketAddress server, Request request) throws Exception {
        try (RawClient client = RawClient.connect(server, Handshake.newSession(SESSION_MILLIS))) {
            assertThat(client.handshake().session()).as("the session opens").isNotNull();
            client.send(request);
            List<Arrival> arrivals = client.readToEnd();
            assertThat(arrivals.get(0)).as("%s", request).isInstanceOfSatisfying(Arrival.Reply.class, reply -> {
                assertThat(reply.err()).isEqualTo(CLOSED_FOR_LACK_OF_AUTH);
                assertThat(reply.zxid()).isZero();
                assertThat(reply.body()).isEmpty();
            });
            assertThat(arrivals.get(1)).isInstanceOf(Arrival.Closed.class);
        }
    }
}
