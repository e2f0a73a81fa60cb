package io.corral.it.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.zookeeper.ZooDefs.Ids;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(ServerProgram.class)
@DisplayName("A session that moves to another server while its old connection is open")
class SessionMoveTest {
    private static final int SERVERS = 3;
    private static final int SESSION_MILLIS = 20_000;
    private static final int EPHEMERAL = 1;

    @TempDir
    private static Path folder;

    private static Ensemble ensemble;

    private final ServerProgram program;

    SessionMoveTest(ServerProgram program) {
        this.program = program;
    }

    @BeforeParameterizedClassInvocation
    static void start(ServerProgram program) {
        ensemble = Ensemble.start(EnsembleSpec.of(program, SERVERS, folder.resolve(program.name())));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        ensemble.close();
    }

    @Test
    @DisplayName("is read from on both, and the old connection ends without an error with its first write")
    void theOldConnectionReadsUntilItWrites() throws Exception {
        InetSocketAddress here = address(ensemble.followers().get(0));
        InetSocketAddress there = address(ensemble.followers().get(1));
        try (RawClient before = RawClient.connect(here, Handshake.newSession(SESSION_MILLIS));
                RawClient observer = RawClient.connect(there, Handshake.newSession(SESSION_MILLIS))) {
            assertThat(error(before, create("/mine"))).isZero();
            assertThat(error(before, Requests.getData("/mine", true))).isZero();
            assertThat(error(observer, Requests.sync("/"))).isZero();
            try (RawClient after = RawClient.connect(there, Handshake.resume(before.session(), before.lastZxid()))) {
                assertThat(error(after, create("/moved"))).isZero();
                assertThat(error(before, Requests.getData("/mine", false))).isZero();
                assertThat(before.ask(create("/late")))
                        .as("the old connection, asked to write")
                        .singleElement()
                        .isInstanceOf(Arrival.Closed.class);
                assertThat(error(after, Requests.exists("/late", false))).isEqualTo(-101);
                assertThat(error(after, Requests.exists("/mine", false))).isZero();
                assertThat(error(after, Requests.closeSession())).isZero();
            }
            assertThat(error(observer, Requests.sync("/"))).isZero();
            assertThat(error(observer, Requests.exists("/mine", false))).isEqualTo(-101);
        }
    }

    @Test
    @DisplayName("is read from on the leader too; ZooKeeper's leader ends the old connection with its first read")
    void theLeaderToo() throws Exception {
        InetSocketAddress here = address(ensemble.leader());
        InetSocketAddress there = address(ensemble.followers().get(0));
        try (RawClient before = RawClient.connect(here, Handshake.newSession(SESSION_MILLIS));
                RawClient observer = RawClient.connect(there, Handshake.newSession(SESSION_MILLIS))) {
            assertThat(error(before, create("/there"))).isZero();
            // A server turns away whoever has seen more than it has.
            assertThat(error(observer, Requests.sync("/"))).isZero();
            try (RawClient after = RawClient.connect(there, Handshake.resume(before.session(), before.lastZxid()))) {
                assertThat(error(after, create("/there-too"))).isZero();
                if (program == ServerProgram.CORRAL) {
                    assertThat(error(before, Requests.getData("/there", false))).isZero();
                    assertThat(before.ask(create("/there-late")))
                            .singleElement()
                            .isInstanceOf(Arrival.Closed.class);
                } else {
                    assertThat(before.ask(Requests.getData("/there", false)))
                            .singleElement()
                            .isInstanceOf(Arrival.Closed.class);
                }
                assertThat(error(after, Requests.closeSession())).isZero();
            }
        }
    }

    @Test
    @DisplayName(
            "is ended by a closeSession on the old connection, with its ephemeral nodes, and so are both connections")
    void closedOnTheOldConnection() throws Exception {
        InetSocketAddress there = address(ensemble.followers().get(1));
        endedFrom(address(ensemble.followers().get(0)), there, "/from-a-follower");
        endedFrom(address(ensemble.leader()), there, "/from-the-leader");
    }

    private static void endedFrom(InetSocketAddress here, InetSocketAddress there, String path) throws Exception {
        try (RawClient before = RawClient.connect(here, Handshake.newSession(SESSION_MILLIS));
                RawClient observer = RawClient.connect(there, Handshake.newSession(SESSION_MILLIS))) {
            assertThat(error(before, create(path))).isZero();
            assertThat(error(observer, Requests.sync("/"))).isZero();
            try (RawClient after = RawClient.connect(there, Handshake.resume(before.session(), before.lastZxid()))) {
                assertThat(error(after, create(path + "-moved"))).isZero();
                Arrival.Reply closed = before.askForReply(Requests.closeSession());
                assertThat(closed).isNotNull();
                assertThat(closed.err()).isZero();
                assertThat(closed.zxid()).isGreaterThan(after.lastZxid());
                assertThat(before.next()).isInstanceOf(Arrival.Closed.class);
                assertThat(after.next()).isInstanceOf(Arrival.Closed.class);
            }
            assertThat(error(observer, Requests.sync("/"))).isZero();
            assertThat(error(observer, Requests.exists(path, false))).isEqualTo(-101);
            assertThat(error(observer, Requests.exists(path + "-moved", false))).isEqualTo(-101);
        }
    }

    private static Request create(String path) {
        return Requests.create(Opcode.CREATE, path, new byte[0], Ids.OPEN_ACL_UNSAFE, EPHEMERAL);
    }

    private static int error(RawClient client, Request request) throws IOException {
        Arrival.Reply reply = client.askForReply(request);
        assertThat(reply).as("%s", request).isNotNull();
        return reply.err();
    }

    private static InetSocketAddress address(ServerProcess server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.clientPort());
    }
}
