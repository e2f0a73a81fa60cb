package io.corral.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.server.config.StorageConfig;
import io.corral.server.config.StorageConfig.SnapshotRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The lock on the data directories")
class DataLockTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("keeps a second server away, which is told who has it, until the first is closed")
    void second() throws IOException {
        StorageConfig storage = storage("data", "log");
        try (DataLock held = DataLock.take(storage)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> DataLock.take(storage))
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining(folder.toRealPath().resolve("data/corral") + " is in use by process "
                            + ProcessHandle.current().pid());
        }
        DataLock.take(storage).close();
    }

    @Test
    @DisplayName("is one for the log and one for the snapshots: sharing either is refused, and leaves the other free")
    void eitherDirectory() throws IOException {
        try (DataLock held = DataLock.take(storage("data", "log"))) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> DataLock.take(storage("other", "log"))).hasMessageContaining("log/corral");
            assertThatThrownBy(() -> DataLock.take(storage("data", "other"))).hasMessageContaining("data/corral");
            DataLock.take(storage("other", "another")).close();
        }
    }

    @Test
    @DisplayName("is one where both are the same directory under two names")
    void twoNames() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.createSymbolicLink(folder.resolve("alias"), folder.resolve("data"));
        try (DataLock held = DataLock.take(storage("data", "alias"))) {
            assertThat(held).isNotNull();
        }
    }

    private StorageConfig storage(String data, String log) {
        return new StorageConfig(folder.resolve(data), folder.resolve(log), true, true, new SnapshotRule(100, 0, 3));
    }
}
