/** Who belongs to a Raft group, and in what capacity. Depends on nothing. */
@NullMarked
package io.corral.raft.core.membership;

import org.jspecify.annotations.NullMarked;
