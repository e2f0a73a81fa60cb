package io.corral.bench.engine;

import io.corral.bench.load.AppendTraffic;
import io.corral.bench.load.LoadGenerator;
import io.corral.bench.load.LoadGenerator.Stopwatch;
import io.corral.bench.load.Pace;
import io.corral.bench.report.Figure;
import io.corral.bench.report.Figure.Better;
import io.corral.bench.server.Ensemble;
import io.corral.bench.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** One follower's absence and return, once. */
final class Absence {
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Stopwatch NO_STOPWATCH = new Stopwatch() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    };

    private final EngineLoad load;
    private final int commandBytes;
    private final Duration measured;
    private final ServerProcess leader;
    private final ServerProcess follower;

    Absence(Ensemble servers, EngineLoad load, int commandBytes, Duration measured) {
        this.load = load;
        this.commandBytes = commandBytes;
        this.measured = measured;
        this.leader = EngineServers.leader(servers);
        this.follower = servers.servers().stream()
                .filter(server -> server != leader)
                .findFirst()
                .orElseThrow();
    }

    /** Lets the follower miss this many bytes in commands of this size, and returns what was measured. */
    Map<Figure, Double> measure(long missedBytes, int missedCommandBytes) throws IOException, InterruptedException {
        // The first is to warm up.
        rate();
        double complete = rate();
        follower.kill();
        long missed = 0;
        while (missed * missedCommandBytes < missedBytes) {
            missed += slice(new AppendTraffic(leader.port(), load.inFlight(), missedCommandBytes));
        }
        double before = rate();
        long start = System.nanoTime();
        follower.start();
        long written = 0;
        while (!hasCaughtUp()) {
            written += slice(traffic());
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("the follower did not catch up within " + PATIENCE);
            }
        }
        double took = (System.nanoTime() - start) / NANOS_PER_SECOND;
        double during = written / took;
        double after = rate();
        Map<Figure, Double> figures = new LinkedHashMap<>();
        figures.put(rateOf("all there, before anything"), complete);
        figures.put(rateOf("follower away"), before);
        figures.put(rateOf("follower catching up"), during);
        figures.put(rateOf("follower back"), after);
        figures.put(
                new Figure("catching up", "rate, of that with the follower away", "%", Better.HIGHER),
                percent(during, before));
        figures.put(
                new Figure("catching up", "rate, of that with all there", "%", Better.HIGHER),
                percent(during, complete));
        figures.put(new Figure("catching up", "time, start of the process included", "s", Better.LOWER), took);
        return figures;
    }

    private static Figure rateOf(String subject) {
        return new Figure(subject, "throughput", "ops/s", Better.HIGHER);
    }

    private static double percent(double part, double whole) {
        return 100 * part / whole;
    }

    /** In slices, as while the follower catches up: what it costs to begin and end one is in all figures. */
    private double rate() throws IOException, InterruptedException {
        slice(traffic());
        long start = System.nanoTime();
        long written = 0;
        while (System.nanoTime() - start < measured.toNanos()) {
            written += slice(traffic());
        }
        return written / ((System.nanoTime() - start) / NANOS_PER_SECOND);
    }

    private AppendTraffic traffic() {
        return new AppendTraffic(leader.port(), load.inFlight(), commandBytes);
    }

    private long slice(AppendTraffic traffic) throws IOException, InterruptedException {
        Pace pace = new Pace(load.connections(), 1, Duration.ZERO, SLICE);
        return LoadGenerator.run(traffic, pace, NO_STOPWATCH).getTotalCount();
    }

    /** Nothing is under way when this is asked: the follower is then as far as the leader, or a heartbeat behind. */
    private boolean hasCaughtUp() {
        return NodeState.ask(follower.port())
                .map(state -> state.applied() >= applied(leader))
                .orElse(false);
    }

    private static long applied(ServerProcess server) {
        return NodeState.ask(server.port()).map(NodeState::applied).orElse(0L);
    }
}
