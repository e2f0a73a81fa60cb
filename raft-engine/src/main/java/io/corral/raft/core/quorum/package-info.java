/** Arithmetic of majorities, plain and joint. */
@NullMarked
package io.corral.raft.core.quorum;

import org.jspecify.annotations.NullMarked;
