package io.corral.bench.load;

import java.io.IOException;
import java.util.List;

/** Requests of ZooKeeper clients. */
public final class ZooKeeperTraffic extends Traffic {
    private final Workload workload;
    private final List<Integer> ports;
    private final List<String> createParents;
    private final int inFlight;
    private final DataSet data;

    /**
     * Describes it.
     *
     * @param workload what is asked for
     * @param ports client ports of the servers; connection i goes to port i modulo their number
     * @param createParents one for each connection
     * @param inFlight requests that each connection keeps unanswered, at least 1
     * @param data what the servers hold
     */
    public ZooKeeperTraffic(
            Workload workload, List<Integer> ports, List<String> createParents, int inFlight, DataSet data) {
        this.workload = workload;
        this.ports = List.copyOf(ports);
        this.createParents = List.copyOf(createParents);
        this.inFlight = inFlight;
        this.data = data;
    }

    @Override
    LoadConnection open(int number) throws IOException {
        int port = ports.get(number % ports.size());
        return ZooKeeperConnection.open(port, number, workload, inFlight, data, createParents.get(number));
    }
}
