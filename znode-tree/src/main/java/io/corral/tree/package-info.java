/**
 * The replicated state as an immutable value: znodes, sessions and ACLs, and the commands that lead from one
 * version of it to the next. No threads, clocks or sockets.
 */
@NullMarked
package io.corral.tree;

import org.jspecify.annotations.NullMarked;
