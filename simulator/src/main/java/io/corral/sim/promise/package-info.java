/** What Raft promises, checked by somebody who sees all nodes at once, which no node can. */
@NullMarked
package io.corral.sim.promise;

import org.jspecify.annotations.NullMarked;
