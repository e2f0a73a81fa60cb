package io.corral.raft.log;

import io.corral.raft.port.LogStorage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log in files")
class SegmentedLogTest extends LogStorageContract {
    private static final int GROUP = 1;

    @TempDir
    Path directory;

    private SegmentedLog shared;

    @Override
    LogStorage create() throws IOException {
        shared = SegmentedLog.open(
                DiskDirectory.open(directory), new SegmentedLogSettings(16 << 10), FilePreparation.onDemand());
        return shared.group(GROUP);
    }

    @Override
    LogStorage reopen(LogStorage closed) throws IOException {
        shared.close();
        return create();
    }

    @AfterEach
    void closeFiles() throws IOException {
        shared.close();
    }
}
