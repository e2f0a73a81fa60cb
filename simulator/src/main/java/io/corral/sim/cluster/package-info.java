/**
 * Whole nodes in a simulated world: the engine with its drivers, its log and its snapshots as they are in a server, on simulated
 * threads, disks and connections. Slower than the bare algorithm in {@link io.corral.sim.raft}, and sees what that cannot: the
 * order in which drivers do things, every step of the disk, restarts from real files, and what clients are told.
 */
@NullMarked
package io.corral.sim.cluster;

import org.jspecify.annotations.NullMarked;
