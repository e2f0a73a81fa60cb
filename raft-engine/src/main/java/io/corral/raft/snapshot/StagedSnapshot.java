package io.corral.raft.snapshot;

import io.corral.raft.message.SnapshotMeta;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** A snapshot that arrives from a leader piece by piece. Used by one thread at a time. */
final class StagedSnapshot {
    /** One force at the end would keep the disk from the group commits of the log for too long. */
    private static final int FORCE_EVERY_BYTES = 8 << 20;

    final SnapshotMeta meta;
    final Path folder;
    private final FileChannel data;
    private final CRC32C crc = new CRC32C();
    private long length;
    private long forced;

    StagedSnapshot(SnapshotMeta meta, Path folder) throws IOException {
        this.meta = meta;
        this.folder = folder;
        this.data = FileChannel.open(
                folder.resolve(SnapshotDirectory.DATA), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    long length() {
        return length;
    }

    void append(byte[] piece) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(piece);
        while (source.hasRemaining()) {
            length += data.write(source, length);
        }
        crc.update(piece);
        if (length - forced >= FORCE_EVERY_BYTES) {
            data.force(false);
            forced = length;
        }
    }

    /** Makes the data durable after checking that it is what was announced. */
    void finish() throws IOException {
        if (length != meta.lengthBytes() || crc.getValue() != meta.checksum()) {
            throw new IOException("the snapshot received has " + length + " bytes and checksum " + crc.getValue()
                    + "; announced were " + meta.lengthBytes() + " and " + meta.checksum());
        }
        data.force(true);
        data.close();
    }

    void close() throws IOException {
        data.close();
    }
}
