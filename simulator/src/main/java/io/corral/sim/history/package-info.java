/** What clients asked, when, and what they were told; and whether all of it could have come from one register for each key. */
@NullMarked
package io.corral.sim.history;

import org.jspecify.annotations.NullMarked;
