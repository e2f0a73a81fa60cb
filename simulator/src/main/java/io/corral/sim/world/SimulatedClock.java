package io.corral.sim.world;

import java.util.PriorityQueue;

/** Virtual time: nothing happens but what was scheduled, in order of time, and in order of scheduling at the same time. */
public final class SimulatedClock {

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNanos;
    private long scheduled;

    /** Nanoseconds since the world began. */
    public long nowNanos() {
        return nowNanos;
    }

    /** Runs the action after a delay in nanoseconds, at least 0. */
    public void after(long delayNanos, Runnable action) {
        events.add(new Event(nowNanos + delayNanos, scheduled++, action));
    }

    /** Moves to the next event and runs it; false when nothing is left to happen. */
    public boolean runNext() {
        Event event = events.poll();
        if (event == null) {
            return false;
        }
        nowNanos = event.atNanos;
        event.action.run();
        return true;
    }

    private record Event(long atNanos, long sequence, Runnable action) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
