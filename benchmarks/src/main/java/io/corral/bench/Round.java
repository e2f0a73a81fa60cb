package io.corral.bench;

import io.corral.bench.load.DataSet;
import io.corral.bench.load.Pace;
import io.corral.bench.load.Workload;
import io.corral.bench.load.ZooKeeperTraffic;
import io.corral.bench.measure.Measurement;
import io.corral.bench.server.Contestant;
import io.corral.bench.server.Ensemble;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/** All measurements of one contestant's running servers, once. */
final class Round {
    private static final Duration LEAD = Duration.ofSeconds(1);

    private final Plan plan;
    private final Ensemble servers;
    private final DataSet data;
    private final ZooKeeper client;
    private final Measurement<Contestant> measurement;
    private int runs;

    Round(Plan plan, DataSet data, ZooKeeper client, Measurement<Contestant> measurement) {
        this.plan = plan;
        this.servers = measurement.servers();
        this.data = data;
        this.client = client;
        this.measurement = measurement;
    }

    /** Measures everything once and adds it to the comparison. */
    void measure() throws IOException, InterruptedException, KeeperException {
        data.prepare(client);
        for (Workload workload : plan.workloads()) {
            measurement.run(traffic(workload), pace(plan.warmUp()));
        }
        for (Workload workload : plan.workloads()) {
            String subject = String.format(
                    Locale.ROOT, "%s, %d × %d in flight", name(workload), plan.connections(), plan.inFlight());
            measurement.underLoad(subject, traffic(workload), pace(plan.measured()));
        }
        for (Workload workload : plan.workloads()) {
            alone(workload);
        }
        measurement.memory();
    }

    /** One request in flight, at each server in turn: leader and followers have different ways to go. */
    private void alone(Workload workload) throws IOException, InterruptedException, KeeperException {
        Histogram latencies = new Histogram(3);
        Pace pace = new Pace(1, 1, LEAD, plan.lone());
        for (int port : servers.ports()) {
            ZooKeeperTraffic traffic = new ZooKeeperTraffic(workload, List.of(port), parents(1), 1, data);
            latencies.add(measurement.run(traffic, pace));
        }
        measurement.alone(
                name(workload) + ", 1 in flight",
                latencies,
                plan.lone().multipliedBy(servers.ports().size()));
    }

    private ZooKeeperTraffic traffic(Workload workload) throws KeeperException, InterruptedException {
        return new ZooKeeperTraffic(workload, servers.ports(), parents(plan.connections()), plan.inFlight(), data);
    }

    private Pace pace(Duration measured) {
        return new Pace(plan.connections(), plan.threads(), LEAD, measured);
    }

    private List<String> parents(int connections) throws KeeperException, InterruptedException {
        runs++;
        return List.of(data.prepareParents(client, "run-" + runs, connections));
    }

    private static String name(Workload workload) {
        return workload.name().toLowerCase(Locale.ROOT);
    }
}
