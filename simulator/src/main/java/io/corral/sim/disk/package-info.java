/**
 * The disk of a simulated machine, under the real log and the real snapshots: what was not forced may be lost, torn at sectors or
 * come back with flipped bits when the power fails, and every step may be the one at which it fails.
 */
@NullMarked
package io.corral.sim.disk;

import org.jspecify.annotations.NullMarked;
