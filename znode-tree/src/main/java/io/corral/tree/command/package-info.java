/** Everything that can be done to the tree: one immutable class per command, which knows its checks and its effect. */
@NullMarked
package io.corral.tree.command;

import org.jspecify.annotations.NullMarked;
