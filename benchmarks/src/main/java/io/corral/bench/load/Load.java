package io.corral.bench.load;

import java.time.Duration;
import java.util.List;

/**
 * One load.
 *
 * @param workload what is asked for
 * @param ports client ports of the servers; connection i goes to port i modulo their number
 * @param createParents one per connection; their number is the number of connections
 * @param inFlight requests that each connection keeps unanswered, at least 1
 * @param threads threads that drive the connections
 * @param lead how long the load runs before measuring begins
 * @param measured how long it is measured
 */
public record Load(
        Workload workload,
        List<Integer> ports,
        List<String> createParents,
        int inFlight,
        int threads,
        Duration lead,
        Duration measured) {

    /** Copies what it is given. */
    public Load {
        ports = List.copyOf(ports);
        createParents = List.copyOf(createParents);
    }

    int connections() {
        return createParents.size();
    }
}
