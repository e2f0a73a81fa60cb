package io.corral.raft.log;

import io.corral.raft.port.LogStorage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log in files")
class SegmentedLogTest extends LogStorageContract {
    @TempDir
    Path directory;

    @Override
    LogStorage create() throws IOException {
        return SegmentedLog.open(
                DiskDirectory.open(directory), new SegmentedLogSettings(16 << 10), FilePreparation.onDemand());
    }

    @Override
    LogStorage reopen(LogStorage closed) throws IOException {
        return create();
    }
}
