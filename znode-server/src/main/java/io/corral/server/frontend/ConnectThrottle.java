package io.corral.server.frontend;

import io.corral.server.config.TrafficLimits.ConnectThrottling;
import io.corral.server.config.TrafficLimits.RandomGate;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * How fast sessions may be asked for (ZooKeeper's {@code connection_throttle_*}). A bucket of tokens fills steadily, and a request for
 * a session takes some out or is turned away. Before it there may be a gate that turns requests away at random: its probability rises
 * while the bucket is empty and falls while it is nearly full, as in the BLUE algorithm for queues of packets, so that a crowd of
 * clients that come back does so in an orderly trickle. Thread-safe.
 */
final class ConnectThrottle {
    /** What is asked of the throttle. */
    enum Kind {
        GLOBAL,
        RENEWED,
        LOCAL
    }

    private final ConnectThrottling settings;
    private final LongSupplier nanoClock;
    private final RandomGenerator random;
    private int tokens;
    private long filledMillis;
    private long adjustedMillis;
    private volatile double probability;

    ConnectThrottle(ConnectThrottling settings, LongSupplier nanoClock, RandomGenerator random) {
        this.settings = settings;
        this.nanoClock = nanoClock;
        this.random = random;
        this.tokens = settings.tokens();
        this.filledMillis = nowMillis();
        this.adjustedMillis = filledMillis;
    }

    /** Whether a session of this kind may be asked for now. */
    boolean admits(Kind kind) {
        return settings.tokens() == 0 || takes(weight(kind));
    }

    /** How many tokens are gone now; 0 when nothing is throttled. */
    int deficit() {
        return settings.tokens() == 0 ? 0 : tokensGone();
    }

    private synchronized int tokensGone() {
        return settings.tokens() - tokens;
    }

    /** The probability of being turned away at the gate. */
    double dropProbability() {
        return probability;
    }

    private synchronized boolean takes(int need) {
        long now = nowMillis();
        fill(now);
        if (settings.gate().freezeMillis() >= 0) {
            adjust(now);
            if (random.nextDouble() < probability) {
                return false;
            }
        }
        if (tokens < need) {
            return false;
        }
        tokens -= need;
        return true;
    }

    private void fill(long now) {
        long passed = now - filledMillis;
        if (passed < settings.fillMillis()) {
            return;
        }
        long back = passed / settings.fillMillis() * settings.fillCount();
        tokens = (int) Math.min(settings.tokens(), tokens + back);
        filledMillis = now - passed % settings.fillMillis();
    }

    private void adjust(long now) {
        RandomGate gate = settings.gate();
        if (now - adjustedMillis <= gate.freezeMillis()) {
            return;
        }
        adjustedMillis = now;
        int taken = settings.tokens() - tokens;
        if (tokens == 0) {
            probability = Math.min(1, probability + gate.increase());
        } else if (taken <= Math.round(settings.tokens() * gate.decreaseRatio())) {
            probability = Math.max(0, probability - gate.decrease());
        }
    }

    private int weight(Kind kind) {
        if (!settings.weights().enabled()) {
            return 1;
        }
        return switch (kind) {
            case GLOBAL -> settings.weights().global();
            case RENEWED -> settings.weights().renew();
            case LOCAL -> settings.weights().local();
        };
    }

    private long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong());
    }
}
