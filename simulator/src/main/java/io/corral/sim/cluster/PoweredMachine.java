package io.corral.sim.cluster;

import io.corral.sim.promise.BrokenPromise;
import io.corral.sim.world.SeededRun;
import java.io.IOException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A machine: a clock of its own, and most of the time a process, which can end in every way a process can. */
abstract class PoweredMachine<P extends PoweredProcess> {
    private final long id;
    private final SeededRun run;
    private final SplittableRandom random;
    private final Pace pace;
    private final MachineClock clock;
    private @Nullable P process;

    PoweredMachine(long id, SeededRun run, SplittableRandom random) {
        this.id = id;
        this.run = run;
        this.random = random;
        pace = new Pace(random.split());
        clock = new MachineClock(run.clock(), random.split());
    }

    /** A process that is about to begin, with a disk that behaves like this. */
    abstract P nextProcess(MachineFaults faults);

    /** The power fails: the process is gone, and of what it had not forced nobody knows what stays. */
    abstract void powerFails();

    /** What is left of what the disks hold after a force that failed is not known, not even to the operating system. */
    abstract void forgetUnforced();

    /** The process is gone. */
    abstract void wentDown(boolean silently);

    final long id() {
        return id;
    }

    final SplittableRandom random() {
        return random;
    }

    final Pace pace() {
        return pace;
    }

    final MachineClock clock() {
        return clock;
    }

    /** The process; null while none runs. */
    final @Nullable P process() {
        return process;
    }

    final void start() {
        if (process != null) {
            return;
        }
        P next = nextProcess(new MachineFaults(this::failsAtAStep));
        process = next;
        try {
            next.begin();
        } catch (IOException failed) {
            if (process == next) {
                diedOf(next, failed);
            }
        }
    }

    /** The process is killed; what it wrote stays. */
    final void kill() {
        if (process != null) {
            goDown(process, false);
        }
    }

    /** The process ends with the power, which its peers are told of or not. */
    final void goDark() {
        if (process != null) {
            goDown(process, random.nextBoolean());
        }
    }

    private void failsAtAStep() {
        if (random.nextInt(4) == 0) {
            kill();
        } else {
            powerFails();
        }
    }

    /** The process stops in good order. */
    final void stop() {
        P stopping = process;
        if (stopping != null) {
            stopping.close();
            if (process == stopping) {
                goDown(stopping, false);
            }
        }
    }

    /** The process says that it cannot go on. */
    final void processDied(Throwable cause) {
        P dying = process;
        if (dying != null) {
            diedOf(dying, cause);
        }
    }

    private void diedOf(P dying, Throwable cause) {
        boolean expected = dying.faults().hasForceFailed();
        run.trace().line(() -> "n" + id + " ends: " + cause);
        goDown(dying, false);
        if (!expected) {
            throw run.fails(BrokenPromise.behind(id, cause));
        }
        forgetUnforced();
    }

    private void goDown(P ended, boolean silently) {
        process = null;
        ended.end();
        wentDown(silently);
    }
}
