/** From one version of the state to the next: a batch of commands in, the new state and one outcome per command out. */
@NullMarked
package io.corral.tree.apply;

import org.jspecify.annotations.NullMarked;
