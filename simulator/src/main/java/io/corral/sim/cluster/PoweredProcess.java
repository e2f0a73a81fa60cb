package io.corral.sim.cluster;

import java.io.IOException;

/** A process on a machine of the simulation, from its start to its end. */
interface PoweredProcess {
    /** Starts from what the disk holds. */
    void begin() throws IOException;

    /** Stops in good order. */
    void close();

    /** It is gone: nothing of it happens any more. */
    void end();

    /** What its disk does to it. */
    MachineFaults faults();
}
