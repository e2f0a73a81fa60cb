/**
 * The Raft algorithm: {@link io.corral.raft.core.RaftCore} is a function from {@link io.corral.raft.core.Input} to {@link
 * io.corral.raft.core.Effects}. No threads, clock, I/O, randomness or logging.
 */
@NullMarked
package io.corral.raft.core;

import org.jspecify.annotations.NullMarked;
