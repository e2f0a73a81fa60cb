/**
 * Whole clusters in one thread under virtual time: faults are drawn from a seed, and the promises of the system are checked
 * after every step. {@link io.corral.sim.SimulateMain} runs it from the command line.
 */
@NullMarked
package io.corral.sim;

import org.jspecify.annotations.NullMarked;
