package io.corral.raft.core;

import io.corral.raft.message.SnapshotMeta;

/**
 * The first part of a snapshot that a leader was sending when the node ended. A leader that sends the same one goes on behind it.
 *
 * @param meta the snapshot as it was announced
 * @param bytes how much of it is stored, from its start; at least 1
 */
public record ReceivedPart(SnapshotMeta meta, long bytes) {}
