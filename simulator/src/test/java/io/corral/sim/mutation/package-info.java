/** Shows that the simulator bites: one rule at a time is broken in the source, and seeds must notice. */
@NullMarked
package io.corral.sim.mutation;

import org.jspecify.annotations.NullMarked;
