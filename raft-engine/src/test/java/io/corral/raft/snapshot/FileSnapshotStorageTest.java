package io.corral.raft.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.SnapshotStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Snapshots in files")
class FileSnapshotStorageTest extends SnapshotStorageContract {
    @TempDir
    Path directory;

    @Override
    SnapshotStorage create() throws IOException {
        return FileSnapshotStorage.open(directory);
    }

    @Override
    SnapshotStorage reopen(SnapshotStorage closed) throws IOException {
        return create();
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted(Comparator.reverseOrder()).toList();
        }
    }

    @Override
    void damageNewest() throws IOException {
        Path data = folders().get(0).resolve("data");
        byte[] bytes = Files.readAllBytes(data);
        bytes[bytes.length / 3] ^= 8;
        Files.write(data, bytes);
    }

    @Test
    @DisplayName("what a crash left unfinished is removed at the next start")
    void cleansUp() throws IOException {
        SnapshotMeta kept = write(10, content(100, 1));
        storage.create(20, 2, MEMBERS).output().write(5);
        storage.stageChunk(new SnapshotMeta(30, 2, MEMBERS, 100, 1), 0, new byte[50]);
        assertThat(folders()).hasSize(3);
        storage = create();
        assertThat(folders()).hasSize(1);
        assertThat(storage.list()).containsExactly(kept);
    }

    @Test
    @DisplayName("a damaged manifest takes its snapshot out of the list")
    void damagedManifest() throws IOException {
        SnapshotMeta before = write(10, content(100, 1));
        write(20, content(100, 2));
        Path manifest = folders().get(0).resolve("manifest");
        Files.writeString(manifest, Files.readString(manifest).replace("index 20", "index 21"));
        assertThat(storage.list()).containsExactly(before);
        assertThat(storage.newestValid()).contains(before);
    }

    @Test
    @DisplayName("the manifest is readable by people")
    void readableManifest() throws IOException {
        SnapshotMeta meta = write(10, content(100, 1));
        assertThat(Files.readString(folders().get(0).resolve("manifest")))
                .contains("index 10\nterm 2\nvoters 1 2 3\nlearners 8 9\noutgoing 4\n")
                .contains("witnesses 3 4\npromotable 9\nincarnations\nlength 100\n")
                .contains("checksum " + meta.checksum() + "\n");
    }
}
