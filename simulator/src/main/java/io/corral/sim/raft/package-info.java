/**
 * A Raft group in the simulated world: nodes that drive {@link io.corral.raft.core.RaftCore}, clients, mischief, and the promises
 * that are checked at every step.
 */
@NullMarked
package io.corral.sim.raft;

import org.jspecify.annotations.NullMarked;
