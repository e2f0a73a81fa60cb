/**
 * Processes that take part in many Raft groups each, killed and started again.
 *
 * <p>{@link io.corral.it.groups.GroupNode} is such a process, {@link io.corral.it.groups.NodeProcess} holds one, and {@link
 * io.corral.it.groups.Proposer} is a client that remembers what was acknowledged.
 */
@NullMarked
package io.corral.it.groups;

import org.jspecify.annotations.NullMarked;
