package io.corral.sim.cluster;

import io.corral.raft.node.Execution;
import io.corral.sim.world.SimulatedClock;
import java.util.ArrayList;
import java.util.List;

/** Runs the workers of one process, a round at a time, when virtual time says so. */
final class SimulatedExecution implements Execution {
    private final SimulatedClock clock;
    private final Pace pace;
    private final MachineClock own;
    private final Runnable afterRound;
    private final List<SimulatedRunner> runners = new ArrayList<>();
    private boolean over;
    private boolean paused;

    /**
     * An execution that begins running at once.
     *
     * @param own the machine's own clock
     * @param afterRound told after each round of any worker
     */
    SimulatedExecution(SimulatedClock clock, Pace pace, MachineClock own, Runnable afterRound) {
        this.clock = clock;
        this.pace = pace;
        this.own = own;
        this.afterRound = afterRound;
    }

    @Override
    public Runner runner(String name, Worker worker) {
        SimulatedRunner runner = new SimulatedRunner(Pace.Work.of(name), worker);
        runners.add(runner);
        return runner;
    }

    /** The process is gone: no round runs any more. */
    void end() {
        over = true;
    }

    /** The process is stopped, or goes on with what it missed. */
    void pause(boolean now) {
        paused = now;
        if (!paused) {
            runners.forEach(SimulatedRunner::goOn);
        }
    }

    private final class SimulatedRunner implements Runner {
        private static final long NEVER = Long.MAX_VALUE;

        private final Pace.Work work;
        private final Worker worker;
        private boolean started;
        private boolean ended;
        private boolean missed;
        private long scheduledAt = NEVER;
        private long schedules;

        private SimulatedRunner(Pace.Work work, Worker worker) {
            this.work = work;
            this.worker = worker;
        }

        @Override
        public void start() {
            started = true;
            runWithin(pace.nextRoundNanos(work));
        }

        @Override
        public void wake() {
            if (started && !ended) {
                runWithin(pace.nextRoundNanos(work));
            }
        }

        /** Whoever waits lets the whole world go on meanwhile, which may also end this process. */
        @Override
        public void join() {
            boolean more = true;
            while (started && !ended && !over && more) {
                more = clock.runNext();
            }
        }

        private void goOn() {
            if (missed) {
                missed = false;
                wake();
            }
        }

        private void runWithin(long nanos) {
            long at = clock.nowNanos() + nanos;
            if (at < scheduledAt) {
                scheduledAt = at;
                long schedule = ++schedules;
                clock.after(nanos, () -> {
                    if (schedule == schedules && !ended && !over) {
                        scheduledAt = NEVER;
                        runUnlessPaused();
                    }
                });
            }
        }

        private void runUnlessPaused() {
            if (paused) {
                missed = true;
                return;
            }
            long pause = worker.round();
            afterRound.run();
            if (pause == Worker.ENDED) {
                ended = true;
            } else {
                runWithin(pause == Worker.AT_ONCE ? pace.nextRoundNanos(work) : own.trueNanos(pause));
            }
        }
    }
}
