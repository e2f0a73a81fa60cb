/** Who belongs to a Raft group, in what capacity, and how that may change. Depends on nothing. */
@NullMarked
package io.corral.raft.core.membership;

import org.jspecify.annotations.NullMarked;
