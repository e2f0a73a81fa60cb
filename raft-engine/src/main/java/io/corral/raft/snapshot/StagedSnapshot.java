package io.corral.raft.snapshot;

import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A snapshot that arrives from a leader piece by piece. Used by one thread at a time. */
final class StagedSnapshot {
    /** One force at the end would keep the disk from the group commits of the log for too long. */
    private static final int FORCE_EVERY_BYTES = 8 << 20;

    final SnapshotMeta meta;
    final String folder;
    private final SnapshotFiles.NewFile data;
    private final CRC32C crc = new CRC32C();
    private long length;
    private long forced;

    StagedSnapshot(SnapshotMeta meta, String folder, SnapshotFiles.NewFile data) {
        this.meta = meta;
        this.folder = folder;
        this.data = data;
    }

    long length() {
        return length;
    }

    void append(byte[] piece) throws IOException {
        data.write(ByteBuffer.wrap(piece));
        length += piece.length;
        crc.update(piece);
        if (length - forced >= FORCE_EVERY_BYTES) {
            data.force();
            forced = length;
        }
    }

    /** Makes the data durable after checking that it is what was announced. */
    void finish() throws IOException {
        if (length != meta.lengthBytes() || crc.getValue() != meta.checksum()) {
            throw new IOException("the snapshot received has " + length + " bytes and checksum " + crc.getValue()
                    + "; announced were " + meta.lengthBytes() + " and " + meta.checksum());
        }
        data.force();
        data.close();
    }

    void close() throws IOException {
        data.close();
    }
}
