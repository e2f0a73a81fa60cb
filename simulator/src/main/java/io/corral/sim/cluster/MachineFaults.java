package io.corral.sim.cluster;

import io.corral.raft.port.UnwritableException;
import io.corral.raft.port.WriteObstacle;
import io.corral.sim.disk.DiskFaults;
import io.corral.sim.disk.DiskStep;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What goes wrong at the disk of one process, as it was told beforehand. */
final class MachineFaults {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Runnable powerFails;
    private int stepsToPowerLoss = NEVER;
    private int forcesToFailure = NEVER;
    private @Nullable WriteObstacle obstacle;
    private boolean gone;
    private boolean logForceFailed;

    /**
     * Faults of a process.
     *
     * @param powerFails what to do when the power fails
     */
    MachineFaults(Runnable powerFails) {
        this.powerFails = powerFails;
    }

    /** The power fails at one of the next steps. */
    void losePowerIn(int steps) {
        stepsToPowerLoss = steps;
    }

    /** One of the next forces fails. */
    void failForceIn(int forces) {
        forcesToFailure = forces;
    }

    /** The disk takes nothing more for this reason; null = it does. */
    void refuse(@Nullable WriteObstacle reason) {
        obstacle = reason;
    }

    /** Nothing is going to fail. */
    void none() {
        obstacle = null;
        stepsToPowerLoss = NEVER;
        forcesToFailure = NEVER;
    }

    /** The process is gone; whatever it still tries has no effect. */
    void gone() {
        gone = true;
    }

    /** Whether a force of the log has failed: the process must end then. */
    boolean hasForceFailed() {
        return logForceFailed;
    }

    /** At the log. */
    DiskFaults log() {
        return (step, file) -> {
            passOrFail();
            refuseOrTake(step, file, step == DiskStep.CREATE);
            if (step == DiskStep.FORCE && isForceToFail()) {
                logForceFailed = true;
                throw new IOException("fsync failed");
            }
        };
    }

    /** At the snapshots. */
    DiskFaults snapshots() {
        return (step, file) -> {
            passOrFail();
            refuseOrTake(step, file, step == DiskStep.CREATE || step == DiskStep.WRITE);
            if (step == DiskStep.FORCE && isForceToFail()) {
                throw new IOException("fsync failed");
            }
        };
    }

    private void refuseOrTake(DiskStep step, String file, boolean grows) throws UnwritableException {
        boolean changes = step != DiskStep.FORCE && step != DiskStep.FORCE_NAMES;
        if (obstacle != null && (obstacle == WriteObstacle.READ_ONLY ? changes : grows)) {
            throw new UnwritableException(obstacle, step + " of " + file);
        }
    }

    private void passOrFail() throws IOException {
        if (gone) {
            throw new IOException("the process is gone");
        }
        if (stepsToPowerLoss != NEVER && stepsToPowerLoss-- <= 0) {
            gone = true;
            powerFails.run();
            throw new IOException("no power");
        }
    }

    private boolean isForceToFail() {
        if (forcesToFailure != NEVER && forcesToFailure-- <= 0) {
            forcesToFailure = NEVER;
            return true;
        }
        return false;
    }
}
