package io.corral.bench.load;

import java.time.Duration;

/**
 * How a load is driven.
 *
 * @param connections connections to the servers
 * @param threads threads that drive them
 * @param lead how long the load runs before measuring begins
 * @param measured how long it is measured
 */
public record Pace(int connections, int threads, Duration lead, Duration measured) {}
