package io.corral.raft.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Runs the workers of several nodes in one thread, each when its time has come, and nothing else decides about the order. */
final class VirtualTime {
    private static final long ROUND_NANOS = 1_000;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final List<Turns> runners = new ArrayList<>();
    private long now = 1_000_000_000L;
    private long numbers;

    private record Event(long at, long number, Runnable action) {}

    long now() {
        return now;
    }

    void at(long time, Runnable action) {
        events.add(new Event(Math.max(now, time), numbers++, action));
    }

    /** What runs the workers of one node; all of them stop when it is cut off. */
    final class Node implements Execution {
        private boolean dead;

        void kill() {
            dead = true;
        }

        @Override
        public Runner runner(String name, Worker worker) {
            Turns turns = new Turns(this, worker);
            runners.add(turns);
            return turns;
        }
    }

    private final class Turns implements Execution.Runner {
        private final Node node;
        private final Execution.Worker worker;
        private long due = Long.MAX_VALUE;
        private boolean started;

        private Turns(Node node, Execution.Worker worker) {
            this.node = node;
            this.worker = worker;
        }

        @Override
        public void start() {
            started = true;
            due = now;
        }

        @Override
        public void wake() {
            if (started) {
                due = Math.min(due, now);
            }
        }

        @Override
        public void join() {
            throw new UnsupportedOperationException("nodes here are killed");
        }

        private void round() {
            due = Long.MAX_VALUE;
            long pause = worker.round();
            if (pause == Execution.Worker.ENDED) {
                node.kill();
            } else {
                due = Math.min(due, now + Math.max(ROUND_NANOS, worker.hasWork() ? 0 : pause));
            }
        }
    }

    void run(long nanos) {
        long end = now + nanos;
        while (true) {
            Turns next = null;
            for (Turns each : runners) {
                if (!each.node.dead && (next == null || each.due < next.due)) {
                    next = each;
                }
            }
            Event event = events.peek();
            long due = next == null ? Long.MAX_VALUE : next.due;
            if (Math.min(due, event == null ? Long.MAX_VALUE : event.at()) > end) {
                now = end;
                return;
            }
            if (event != null && event.at() <= due) {
                events.poll();
                now = Math.max(now, event.at());
                event.action().run();
            } else if (next != null) {
                now = Math.max(now, next.due);
                next.round();
            }
        }
    }
}
