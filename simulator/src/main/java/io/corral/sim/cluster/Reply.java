package io.corral.sim.cluster;

/** Takes what a process answers to a client. */
@FunctionalInterface
interface Reply {

    /**
     * The answer.
     *
     * @param value what was asked for
     * @param index up to which entry the state goes that the answer tells of
     */
    void answered(long value, long index);
}
