package io.corral.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.rawclient.Arrival;
import io.corral.it.rawclient.Bytes;
import io.corral.it.rawclient.Handshake;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.RawClient;
import io.corral.it.rawclient.RawConnection;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.ZooDefs.Ids;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One event loop serves both, so that nothing but the server's own fairness stands between them. Progress is compared with progress,
 * not with a clock: how often the other client gets an answer while the flood is worked off.
 */
@DisplayName("Beside a client that floods the server")
class FloodTest {
    private static final int SESSION_MILLIS = 30_000;
    private static final int CHUNK = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Ensemble ensemble;

    @BeforeAll
    static void start() throws Exception {
        ensemble =
                Ensemble.start(EnsembleSpec.of(ServerProgram.CORRAL, 1, folder).with("corral.eventLoops", "1"));
        try (RawClient client = connect()) {
            assertThat(client.askForReply(Requests.create(Opcode.CREATE, "/f", new byte[100], Ids.OPEN_ACL_UNSAFE, 0))
                            .err())
                    .isZero();
        }
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @Test
    @DisplayName("with reads, another is answered at least once for every few thousand of them")
    void readsBesideReads() throws Exception {
        assertOtherGetsOn(Requests.getData("/f", false), 200_000, Requests.getData("/f", false), 40);
    }

    @Test
    @DisplayName("with writes, another's reads are answered at least once for every few thousand of them")
    void readsBesideWrites() throws Exception {
        assertOtherGetsOn(Requests.setData("/f", new byte[100], -1), 50_000, Requests.getData("/f", false), 10);
    }

    @Test
    @DisplayName("with writes, another's writes are answered at least once for every few thousand of them")
    void writesBesideWrites() throws Exception {
        assertOtherGetsOn(
                Requests.setData("/f", new byte[100], -1), 50_000, Requests.setData("/f", new byte[10], -1), 10);
    }

    private static void assertOtherGetsOn(Request flood, int count, Request other, int atLeast) throws Exception {
        AtomicInteger worked = new AtomicInteger();
        try (RawClient flooder = connect();
                RawClient bystander = connect()) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(flooder, flood, count));
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> read(flooder, count, worked));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> worked.get() > 0);
            int answers = 0;
            while (!reading.isDone()) {
                assertThat(bystander.askForReply(other).err()).isZero();
                answers++;
            }
            sending.join();
            reading.join();
            assertThat(answers).as("answers beside a flood of %s", count).isGreaterThanOrEqualTo(atLeast);
        }
    }

    private static void send(RawClient flooder, Request request, int count) {
        try {
            for (int sent = 0; sent < count; sent += CHUNK) {
                Bytes chunk = new Bytes();
                for (int i = 0; i < CHUNK; i++) {
                    chunk.add(RawConnection.framed(request.bytes(sent + i + 1)));
                }
                flooder.connection().send(chunk.toArray());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the flood ended early", e);
        }
    }

    private static void read(RawClient flooder, int count, AtomicInteger worked) {
        try {
            while (worked.get() < count) {
                Arrival arrival = flooder.next();
                if (!(arrival instanceof Arrival.Reply reply) || reply.xid() != worked.get() + 1) {
                    throw new IllegalStateException("not the answer to " + (worked.get() + 1) + ": " + arrival);
                }
                worked.incrementAndGet();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the flood was not answered", e);
        }
    }

    private static RawClient connect() throws IOException {
        return RawClient.connect(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), ensemble.server(1).clientPort()),
                Handshake.newSession(SESSION_MILLIS));
    }
}
