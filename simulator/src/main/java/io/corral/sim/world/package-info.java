/**
 * A world in one thread: time, network and disks that misbehave as a seed says. Knows nothing of what runs in it.
 */
@NullMarked
package io.corral.sim.world;

import org.jspecify.annotations.NullMarked;
