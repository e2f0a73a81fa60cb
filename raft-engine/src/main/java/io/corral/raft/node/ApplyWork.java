package io.corral.raft.node;

import io.corral.raft.message.LogEntry;
import io.corral.raft.message.SnapshotMeta;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Work for the apply thread, done in the order given. */
sealed interface ApplyWork {

    /** Entries to execute, in index order. */
    record Execute(List<LogEntry> entries) implements ApplyWork {}

    /** Replace the state by a snapshot; {@code done} is completed afterwards. */
    record Restore(SnapshotMeta meta, CompletableFuture<SnapshotMeta> done) implements ApplyWork {}

    /** Take a snapshot of the state now; {@code done} is completed when it is durable. */
    record Capture(CompletableFuture<SnapshotMeta> done) implements ApplyWork {}
}
