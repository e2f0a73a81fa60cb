/**
 * Durable snapshots: published as a whole or not at all, checked before they are trusted, three generations kept. {@link
 * io.corral.raft.snapshot.FileSnapshotStorage} is for real nodes; {@link io.corral.raft.snapshot.MemorySnapshotStorage} keeps
 * the same contract in memory.
 */
@org.jspecify.annotations.NullMarked
package io.corral.raft.snapshot;
