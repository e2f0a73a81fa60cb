package io.corral.bench.front;

import java.util.List;

/** One node of a replication engine with the counting state machine on top. */
public interface Engine {

    /**
     * Replicates commands and answers each when the state machine of this node has executed it. Called on the front end's one
     * thread only.
     */
    void append(List<Append> appends);

    /** Whether this node leads, as far as it knows. */
    boolean leads();

    /** Commands that the state machine of this node has executed. Any thread. */
    long applied();
}
