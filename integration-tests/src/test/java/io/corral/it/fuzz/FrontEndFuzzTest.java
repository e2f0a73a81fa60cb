package io.corral.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.oracle.RandomRequests;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs for some seconds, or for {@code -Dfuzz.minutes=N}, from a random seed or {@code -Dfuzz.seed=S}; what the threads of the
 * server do in between is not repeated by the seed.
 */
@DisplayName("However bad the other clients are")
class FrontEndFuzzTest {
    private static final int BAD_CLIENTS = 4;
    private static final Duration SHORT_RUN = Duration.ofSeconds(16);
    private static final Duration SWEEPS = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What the engine keeps of the log in memory, when there was so much. */
    private static final long LOG_WINDOW_BYTES = 64L * 1024 * 1024;

    private static final long ALLOWED_GROWTH_BYTES = 40L * 1024 * 1024;

    private static final int NODES_OF_AN_EMPTY_TREE = 3;
    private static final int ALL_LINES = 1_000_000;

    @TempDir
    private Path folder;

    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final AtomicLong storms = new AtomicLong();

    @Test
    @DisplayName("a client that keeps the rules is served on its one connection, and the server holds on to nothing")
    void the_innocent_client_is_served() throws Exception {
        long seed = Long.getLong("fuzz.seed", System.currentTimeMillis());
        Duration duration = Integer.getInteger("fuzz.minutes") == null
                ? SHORT_RUN
                : Duration.ofMinutes(Integer.getInteger("fuzz.minutes"));
        System.out.printf("FrontEndFuzzTest: seed %d for %d s%n", seed, duration.toSeconds());
        try (Ensemble ensemble = Ensemble.start(spec())) {
            ServerProcess process = ensemble.server(1);
            InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), process.clientPort());
            rage(server, seed, duration.dividedBy(4));
            LiveMemory.Census before = held(process, server);
            rage(server, seed + BAD_CLIENTS, duration.minus(duration.dividedBy(4)));
            LiveMemory.Census after = held(process, server);
            System.out.printf(
                    "FrontEndFuzzTest: %d storms; %d bytes live, then %d%n",
                    storms.get(), before.bytes(), after.bytes());
            assertThat(after.bytes())
                    .as("growth from %s to %s", before.largest(), after.largest())
                    .isLessThan(Math.max(before.bytes(), LOG_WINDOW_BYTES) + ALLOWED_GROWTH_BYTES);
            assertThat(process.logTail(ALL_LINES)).doesNotContain("LEAK:", "OutOfMemory");
        }
    }

    private void rage(InetSocketAddress server, long seed, Duration duration) throws Exception {
        goesOn.set(true);
        ExecutorService threads = Executors.newFixedThreadPool(BAD_CLIENTS + 1);
        try (Janitor janitor = new Janitor(server)) {
            List<Future<?>> clients = new ArrayList<>();
            InnocentClient innocent = new InnocentClient(server);
            clients.add(threads.submit(stopping(() -> innocent.count(goesOn::get))));
            for (int i = 0; i < BAD_CLIENTS; i++) {
                BadClient bad = new BadClient(server, new Mind(seed + i, "/bad" + i), storms);
                clients.add(threads.submit(stopping(() -> bad.rage(goesOn::get))));
            }
            long end = System.nanoTime() + duration.toNanos();
            Awaitility.await()
                    .pollDelay(SWEEPS)
                    .pollInterval(SWEEPS)
                    .atMost(duration.plus(PATIENCE))
                    .until(() -> {
                        janitor.sweep();
                        return !goesOn.get() || System.nanoTime() >= end;
                    });
            goesOn.set(false);
            for (Future<?> client : clients) {
                client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            System.out.println("FrontEndFuzzTest: " + innocent.report());
        } finally {
            threads.shutdownNow();
        }
    }

    /** The others need not go on when one has failed. */
    private Callable<Object> stopping(Task task) {
        return () -> {
            try {
                task.run();
                return true;
            } finally {
                goesOn.set(false);
            }
        };
    }

    /** When everything the clients made is gone: nodes, sessions, watches. */
    private static LiveMemory.Census held(ServerProcess process, InetSocketAddress server) throws Exception {
        try (Janitor janitor = new Janitor(server)) {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                janitor.sweep();
                return janitor.nodes() == NODES_OF_AN_EMPTY_TREE
                        && FourLetterWord.ask(process.clientPort(), "mntr").contains("zk_global_sessions\t1\n");
            });
        }
        return LiveMemory.of(process.pid());
    }

    private EnsembleSpec spec() {
        return EnsembleSpec.of(ServerProgram.CORRAL, 1, folder)
                .with("extendedTypesEnabled", "true")
                .with("enforceQuota", "true")
                .with("snapCount", "20000")
                .with("DigestAuthenticationProvider.superDigest", RandomRequests.superDigest())
                .withJvmOption("-XX:MaxDirectMemorySize=128m")
                .withJvmOption("-Dio.netty.leakDetection.level=paranoid");
    }

    private interface Task {
        void run() throws Exception;
    }
}
