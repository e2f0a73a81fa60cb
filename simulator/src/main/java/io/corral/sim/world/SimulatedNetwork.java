package io.corral.sim.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A network that loses, duplicates, delays and reorders messages and can be cut, also in one direction only.
 *
 * @param <M> what is sent
 */
public final class SimulatedNetwork<M> {

    private final SimulatedClock clock;
    private final RandomGenerator random;
    private final Receiver<M> receiver;
    private final Set<Link> cut = new HashSet<>();
    private final Map<Long, Integer> lives = new HashMap<>();
    private NetworkWeather weather = NetworkWeather.FAIR;

    /** A whole network in fair weather. */
    public SimulatedNetwork(SimulatedClock clock, RandomGenerator random, Receiver<M> receiver) {
        this.clock = clock;
        this.random = random;
        this.receiver = receiver;
    }

    /** Changes how messages sent from now on fare. */
    public void weather(NetworkWeather now) {
        weather = now;
    }

    /** Lets nothing through from one node to another; the other direction is not touched. */
    public void cut(long from, long to) {
        cut.add(new Link(from, to));
    }

    /** Makes the network whole. */
    public void heal() {
        cut.clear();
    }

    /** What is under way to or from this node never arrives, as when its connections end with it. */
    public void forget(long node) {
        lives.merge(node, 1, Integer::sum);
    }

    /** Sends; the message arrives never, once or twice. */
    public void send(long from, long to, M message) {
        if (random.nextDouble() >= weather.loss()) {
            sendOnce(from, to, message);
        }
        if (random.nextDouble() < weather.duplication()) {
            sendOnce(from, to, message);
        }
    }

    private void sendOnce(long from, long to, M message) {
        Link link = new Link(from, to);
        int lifeOfSender = life(from);
        int lifeOfReceiver = life(to);
        clock.after(random.nextLong(weather.minDelayNanos(), weather.maxDelayNanos()), () -> {
            if (!cut.contains(link) && life(from) == lifeOfSender && life(to) == lifeOfReceiver) {
                receiver.receive(from, to, message);
            }
        });
    }

    private int life(long node) {
        return lives.getOrDefault(node, 0);
    }

    /**
     * Takes what arrives.
     *
     * @param <M> what is sent
     */
    @FunctionalInterface
    public interface Receiver<M> {

        /** A message has arrived at {@code to}. */
        void receive(long from, long to, M message);
    }

    private record Link(long from, long to) {}
}
