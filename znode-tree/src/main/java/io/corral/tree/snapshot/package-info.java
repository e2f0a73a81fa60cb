/** Whole states as immutable MapDB files, in which one path can be looked up without loading the rest. */
@NullMarked
package io.corral.tree.snapshot;

import org.jspecify.annotations.NullMarked;
