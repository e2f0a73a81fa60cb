package io.corral.sim.world;

/**
 * How the network behaves at present.
 *
 * @param loss probability that a message is lost
 * @param duplication probability that a message arrives twice
 * @param minDelayNanos shortest time a message is under way
 * @param maxDelayNanos longest time; each message draws its own, so messages overtake one another
 */
public record NetworkWeather(double loss, double duplication, long minDelayNanos, long maxDelayNanos) {

    private static final long MICROSECOND = 1_000;

    /** Nothing is lost; 100 to 300 microseconds. */
    public static final NetworkWeather FAIR = new NetworkWeather(0, 0, 100 * MICROSECOND, 300 * MICROSECOND);

    /** Some losses, duplicates and overtaking. */
    public static final NetworkWeather ROUGH = new NetworkWeather(0.03, 0.03, 100 * MICROSECOND, 8_000 * MICROSECOND);

    /** Every fifth message lost, many late by an election timeout. */
    public static final NetworkWeather STORM = new NetworkWeather(0.2, 0.1, 500 * MICROSECOND, 150_000 * MICROSECOND);
}
