package io.corral.bench;

import io.corral.bench.load.Workload;
import java.time.Duration;
import java.util.List;

/**
 * How long and how hard everything is measured.
 *
 * @param workloads what is measured, in this order
 * @param rounds how often each contestant is measured, in alternation
 * @param servers servers in the ensemble
 * @param connections connections under full load, spread over all servers
 * @param inFlight requests in flight on each of them
 * @param threads threads of the load generator
 * @param warmUp how long each workload runs before the first measurement
 * @param measured how long each workload is measured
 * @param lone how long each workload is measured with one request in flight, at each server
 */
record Plan(
        List<Workload> workloads,
        int rounds,
        int servers,
        int connections,
        int inFlight,
        int threads,
        Duration warmUp,
        Duration measured,
        Duration lone) {

    /** Copies what it is given. */
    Plan {
        workloads = List.copyOf(workloads);
    }
}
