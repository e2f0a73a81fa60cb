package io.corral.sim.disk;

import java.io.IOException;

/** Decides at each step of a disk whether it goes wrong. One for each life of a process, so that a dead process writes nothing. */
@FunctionalInterface
public interface DiskFaults {

    /**
     * Called before a step, and once more after a {@link DiskStep#FORCE}.
     *
     * @param file what it is about
     * @throws IOException when the step fails, or when the machine has gone down
     */
    void before(DiskStep step, String file) throws IOException;
}
