package io.corral.raft.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.raft.core.ReceivedPart;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.message.SnapshotMeta;
import io.corral.raft.port.SnapshotStorage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link SnapshotStorage} does. */
abstract class SnapshotStorageContract {
    static final Membership MEMBERS =
            new Membership(Set.of(1L, 2L, 3L), Set.of(8L, 9L), Set.of(4L), Set.of(3L, 4L), Set.of(9L));

    SnapshotStorage storage;

    abstract SnapshotStorage create() throws IOException;

    /** The same storage, found again by a new process. */
    abstract SnapshotStorage reopen(SnapshotStorage closed) throws IOException;

    /** Changes a byte of the newest snapshot. */
    abstract void damageNewest() throws IOException;

    @BeforeEach
    void open() throws IOException {
        storage = create();
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
    }

    static byte[] content(int size, long seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    SnapshotMeta write(long index, byte[] content) throws IOException {
        try (SnapshotStorage.Draft draft = storage.create(index, 2, MEMBERS)) {
            draft.output().write(content);
            return draft.publish();
        }
    }

    private byte[] read(SnapshotMeta meta) throws IOException {
        try (InputStream in = storage.open(meta)) {
            return in.readAllBytes();
        }
    }

    @Test
    @DisplayName("nothing is there at first")
    void empty() throws IOException {
        assertThat(storage.list()).isEmpty();
        assertThat(storage.newestValid()).isEmpty();
    }

    @Test
    @DisplayName("a published snapshot is found with its manifest, also after a restart")
    void published() throws IOException {
        byte[] content = content(300_000, 1);
        SnapshotMeta meta = write(10, content);
        assertThat(meta.lengthBytes()).isEqualTo(content.length);
        storage.close();
        storage = reopen(storage);
        assertThat(storage.newestValid()).contains(meta);
        assertThat(storage.list()).containsExactly(meta);
        assertThat(read(meta)).isEqualTo(content);
    }

    @Test
    @DisplayName("a draft that is not published leaves nothing")
    void unpublished() throws IOException {
        try (SnapshotStorage.Draft draft = storage.create(5, 1, MEMBERS)) {
            draft.output().write(1);
        }
        assertThat(storage.list()).isEmpty();
    }

    @Test
    @DisplayName("three generations are kept, newest first")
    void generations() throws IOException {
        for (long index = 10; index <= 50; index += 10) {
            write(index, content(1000, index));
        }
        assertThat(storage.list()).extracting(SnapshotMeta::index).containsExactly(50L, 40L, 30L);
    }

    @Test
    @DisplayName("a damaged newest snapshot gives way to the one before")
    void fallsBack() throws IOException {
        SnapshotMeta before = write(10, content(1000, 1));
        write(20, content(1000, 2));
        damageNewest();
        assertThat(storage.newestValid()).contains(before);
    }

    @Test
    @DisplayName("chunks read from one storage and staged in another make the same snapshot")
    void transfer() throws IOException {
        byte[] content = content(10_000, 3);
        SnapshotMeta meta = write(30, content);
        try (SnapshotStorage receiver = new MemorySnapshotStorage()) {
            move(meta, storage, receiver);
            assertThat(receiver.newestValid()).contains(meta);
        }
        SnapshotMeta foreign;
        MemorySnapshotStorage sender = new MemorySnapshotStorage();
        try (SnapshotStorage.Draft draft = sender.create(60, 4, MEMBERS)) {
            draft.output().write(content);
            foreign = draft.publish();
        }
        move(foreign, sender, storage);
        assertThat(storage.newestValid()).contains(foreign);
        assertThat(read(foreign)).isEqualTo(content);
    }

    private static void move(SnapshotMeta meta, SnapshotStorage from, SnapshotStorage to) throws IOException {
        long offset = 0;
        do {
            offset = to.stageChunk(meta, offset, from.readChunk(meta, offset, 999));
        } while (offset < meta.lengthBytes());
        assertThat(from.readChunk(meta, offset, 999)).isEmpty();
        to.publishStaged(meta);
    }

    @Test
    @DisplayName("a repeated piece changes nothing, offset 0 begins anew, a gap is not filled")
    void staging() throws IOException {
        byte[] content = content(3000, 4);
        SnapshotMeta meta = new SnapshotMeta(7, 2, MEMBERS, 3000, checksum(content));
        assertThatThrownBy(() -> storage.stageChunk(meta, 1000, new byte[10])).isInstanceOf(IOException.class);
        storage.stageChunk(meta, 0, content(1000, 99));
        assertThat(storage.stageChunk(meta, 0, Arrays.copyOf(content, 1000))).isEqualTo(1000);
        assertThat(storage.stageChunk(meta, 2000, new byte[10])).isEqualTo(1000);
        assertThat(storage.stageChunk(meta, 1000, Arrays.copyOfRange(content, 1000, 3000)))
                .isEqualTo(3000);
        assertThat(storage.stageChunk(meta, 1000, Arrays.copyOfRange(content, 1000, 3000)))
                .isEqualTo(3000);
        assertThat(storage.list()).isEmpty();
        storage.publishStaged(meta);
        assertThat(read(meta)).isEqualTo(content);
    }

    @Test
    @DisplayName("what is staged is there after a restart, and gone when it is published")
    void stagedSurvives() throws IOException {
        byte[] content = content(3000, 5);
        SnapshotMeta meta = new SnapshotMeta(7, 2, MEMBERS, 3000, checksum(content));
        assertThat(storage.received()).isEmpty();
        storage.stageChunk(meta, 0, Arrays.copyOf(content, 1000));
        storage.stageChunk(meta, 1000, Arrays.copyOfRange(content, 1000, 2500));
        storage.close();
        storage = reopen(storage);
        assertThat(storage.received()).contains(new ReceivedPart(meta, 2500));
        assertThat(storage.list()).isEmpty();
        assertThat(storage.stageChunk(meta, 2500, Arrays.copyOfRange(content, 2500, 3000)))
                .isEqualTo(3000);
        storage.publishStaged(meta);
        assertThat(storage.received()).isEmpty();
        storage.close();
        storage = reopen(storage);
        assertThat(storage.received()).isEmpty();
        assertThat(read(meta)).isEqualTo(content);
    }

    @Test
    @DisplayName("a staged snapshot that is not what was announced is discarded")
    void wrongContent() throws IOException {
        SnapshotMeta meta = new SnapshotMeta(7, 2, MEMBERS, 3000, 12345);
        storage.stageChunk(meta, 0, content(3000, 4));
        assertThatThrownBy(() -> storage.publishStaged(meta)).isInstanceOf(IOException.class);
        assertThat(storage.list()).isEmpty();
    }

    static long checksum(byte[] content) {
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(content);
        return crc.getValue();
    }
}
