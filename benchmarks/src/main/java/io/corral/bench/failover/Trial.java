package io.corral.bench.failover;

import io.corral.bench.load.DataSet;
import io.corral.bench.load.WriteProbe;
import io.corral.bench.server.Ensemble;
import io.corral.bench.server.ServerProcess;
import io.corral.bench.server.ZooKeeperServers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Harms the leader of running servers again and again while clients write. */
final class Trial implements AutoCloseable {
    private static final Duration IDLE_REST = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CALM = Duration.ofSeconds(1);
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final double NANOS_PER_MILLI = 1e6;

    private final Ensemble servers;
    private final DataSet data;
    private final Pauses pauses = new Pauses(System::nanoTime);
    private final List<WriteProbe> probes = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Trial(Ensemble servers, DataSet data) {
        this.servers = servers;
        this.data = data;
    }

    /**
     * Begins to write: one client at each server with one write after the other, and at each server as many more as given, with
     * many writes in flight.
     */
    void write(int loadingClients, int inFlight) {
        int key = 0;
        for (int port : servers.ports()) {
            probe(port, key++, 1, IDLE_REST);
            for (int i = 0; i < loadingClients; i++) {
                probe(port, key++, inFlight, Duration.ZERO);
            }
        }
    }

    private void probe(int port, int key, int inFlight, Duration rest) {
        WriteProbe probe = new WriteProbe(port, key, inFlight, rest, data, writes -> pauses.written());
        probes.add(probe);
        threads.execute(probe);
    }

    /** Time without a write after the harm, in milliseconds, once for each of the given number of times. */
    List<Double> harm(Harm harm, int times) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int time = 1; time <= times; time++) {
            LockSupport.parkNanos(SETTLE.toNanos());
            ServerProcess leader = leader();
            pauses.forget();
            harm.strike(leader);
            await(harm);
            millis.add(pauses.longestNanos() / NANOS_PER_MILLI);
            System.err.printf(Locale.ROOT, "  leader %s %d: %.0f ms%n", harm.participle(), time, millis.get(time - 1));
            harm.heal(leader);
            servers.awaitServing();
        }
        return millis;
    }

    private void await(Harm harm) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        LockSupport.parkNanos(CALM.toNanos());
        while (!pauses.overFor(CALM.toNanos())) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException(
                        "no write for " + PATIENCE + " after the leader was " + harm.participle());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** The only one that says so: a leader that was stopped may take a while to learn that it has been replaced. */
    private ServerProcess leader() {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - giveUp < 0) {
            List<ServerProcess> leaders = servers.servers().stream()
                    .filter(server -> ZooKeeperServers.leads(server.port()))
                    .toList();
            if (leaders.size() == 1) {
                return leaders.get(0);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new IllegalStateException("no server came to lead alone");
    }

    @Override
    public void close() {
        probes.forEach(WriteProbe::stop);
        threads.shutdown();
    }
}
