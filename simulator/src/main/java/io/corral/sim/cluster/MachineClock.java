package io.corral.sim.cluster;

import io.corral.sim.world.SimulatedClock;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The monotonic clock of a machine: it has an origin of its own, and runs fast or slow, now more and now less, within the drift bound. */
final class MachineClock {
    static final double SLOWEST = 1 - ClusterShape.DRIFT;
    static final double FASTEST = 1 + ClusterShape.DRIFT;

    private final SimulatedClock truth;
    private final double usualRate;

    /** How it has run, by when it began to run like that on itself. */
    private final TreeMap<Long, Course> courses = new TreeMap<>();

    MachineClock(SimulatedClock truth, RandomGenerator random) {
        this.truth = truth;
        usualRate = drawRate(random);
        begin(new Course(truth.nowNanos(), random.nextLong(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2), usualRate));
    }

    /** Often at the edge of what is allowed. */
    private static double drawRate(RandomGenerator random) {
        return switch (random.nextInt(3)) {
            case 0 -> SLOWEST;
            case 1 -> FASTEST;
            default -> random.nextDouble(SLOWEST, FASTEST);
        };
    }

    /** What it shows. */
    long nanos() {
        return current().shownAt(truth.nowNanos());
    }

    /** How much time really passes while it shows this much to pass, as it runs now. */
    long trueNanos(long shown) {
        return (long) (shown / current().rate) + 1;
    }

    /** What time it really was when this clock showed so much less than now; rather earlier. */
    long trueNanosBefore(long less) {
        long shown = nanos() - less;
        var entry = courses.floorEntry(shown);
        Course course = entry == null ? courses.firstEntry().getValue() : entry.getValue();
        return course.trueNanosAt(shown) - 2;
    }

    /** Runs at this rate from now on. */
    void runsAt(double rate) {
        begin(new Course(truth.nowNanos(), nanos(), rate));
    }

    /** Runs again as it mostly does. */
    void runsAsUsual() {
        runsAt(usualRate);
    }

    private void begin(Course course) {
        courses.put(course.shownAtBegin, course);
    }

    private Course current() {
        return courses.lastEntry().getValue();
    }

    private record Course(long trueBegin, long shownAtBegin, double rate) {

        long shownAt(long trueNanos) {
            return shownAtBegin + (long) ((trueNanos - trueBegin) * rate);
        }

        long trueNanosAt(long shown) {
            return trueBegin + (long) Math.floor((shown - shownAtBegin) / rate);
        }
    }
}
