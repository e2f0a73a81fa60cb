package io.corral.bench.load;

import java.io.IOException;

/** What is asked of the servers, over as many connections as the {@link Pace} says. */
public abstract sealed class Traffic permits ZooKeeperTraffic, AppendTraffic {
    Traffic() {}

    /** Connects, ready to send. */
    abstract LoadConnection open(int number) throws IOException;
}
