/**
 * The Raft log on disk: segment files with checked records, and a twin in memory.
 *
 * <p>{@link io.corral.raft.log.SegmentedLog} is the log of a real node; {@link io.corral.raft.log.MemoryLog} keeps the same
 * contract in memory and can forget what was not yet forced, for simulations. Files are reached only through the small
 * {@link io.corral.raft.log.LogDirectory} and {@link io.corral.raft.log.LogFile}, so that tests can crash the disk at any
 * step.
 */
@org.jspecify.annotations.NullMarked
package io.corral.raft.log;
