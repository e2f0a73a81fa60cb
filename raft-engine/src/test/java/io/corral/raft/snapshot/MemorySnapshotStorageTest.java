package io.corral.raft.snapshot;

import io.corral.raft.port.SnapshotStorage;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Snapshots in memory")
class MemorySnapshotStorageTest extends SnapshotStorageContract {

    @Override
    SnapshotStorage create() {
        return new MemorySnapshotStorage();
    }

    @Override
    SnapshotStorage reopen(SnapshotStorage closed) {
        return closed;
    }

    @Override
    void damageNewest() {
        ((MemorySnapshotStorage) storage).damageNewest();
    }
}
