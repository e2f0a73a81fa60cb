package io.corral.raft.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.raft.core.ReceivedPart;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.SnapshotStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        assertThat(folders()).hasSize(2);
        storage = create();
        assertThat(folders()).hasSize(1);
        assertThat(storage.list()).containsExactly(kept);
    }

    @Test
    @DisplayName("of what was staged the pieces before the first damaged one are gone on with")
    void damagedPiece() throws IOException {
        byte[] content = content(100, 1);
        SnapshotMeta meta = new SnapshotMeta(30, 2, MEMBERS, 100, checksum(content));
        for (int at = 0; at < 80; at += 20) {
            storage.stageChunk(meta, at, Arrays.copyOfRange(content, at, at + 20));
        }
        Path data = folders().get(0).resolve("data");
        byte[] bytes = Files.readAllBytes(data);
        bytes[45] ^= 1;
        Files.write(data, bytes);
        storage.close();
        storage = create();
        assertThat(storage.received()).contains(new ReceivedPart(meta, 40));
        storage.stageChunk(meta, 40, Arrays.copyOfRange(content, 40, 100));
        storage.publishStaged(meta);
        assertThat(storage.newestValid()).contains(meta);
    }

    @Test
    @DisplayName("of what was staged nothing stays of which the beginning, the list or the manifest is unreadable")
    void unreadableStaged() throws IOException {
        SnapshotMeta meta = new SnapshotMeta(30, 2, MEMBERS, 100, 1);
        for (String file : List.of("data", "pieces", "manifest")) {
            storage.stageChunk(meta, 0, new byte[50]);
            storage.close();
            Path damaged = folders().get(0).resolve(file);
            byte[] bytes = Files.readAllBytes(damaged);
            bytes[2] ^= 1;
            Files.write(damaged, bytes);
            storage = create();
            assertThat(storage.received()).isEmpty();
            assertThat(folders()).isEmpty();
        }
    }

    @Test
    @DisplayName("what was staged is removed when another snapshot is offered")
    void supersededStaged() throws IOException {
        storage.stageChunk(new SnapshotMeta(30, 2, MEMBERS, 100, 1), 0, new byte[50]);
        storage.stageChunk(new SnapshotMeta(40, 2, MEMBERS, 100, 1), 0, new byte[10]);
        assertThat(folders()).hasSize(1);
        assertThat(Files.size(folders().get(0).resolve("data"))).isEqualTo(10);
    }

    @Test
    @DisplayName("what was staged is removed when the own snapshots have passed it")
    void outdatedStaged() throws IOException {
        storage.stageChunk(new SnapshotMeta(30, 2, MEMBERS, 100, 1), 0, new byte[50]);
        write(30, content(10, 1));
        assertThat(folders()).hasSize(1);
        assertThat(storage.received()).isEmpty();
    }

    @Test
    @DisplayName("of two that are the same the intact one is read")
    void damagedTwin() throws IOException {
        byte[] content = content(100, 1);
        SnapshotMeta meta = write(10, content);
        assertThat(write(10, content)).isEqualTo(meta);
        damageNewest();
        storage.close();
        storage = create();
        assertThat(storage.newestValid()).contains(meta);
        try (InputStream in = storage.open(meta)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
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
