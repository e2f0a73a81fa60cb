/** Checksums of nodes and sessions, whose sums make the incremental digest of the state. */
@NullMarked
package io.corral.tree.digest;

import org.jspecify.annotations.NullMarked;
