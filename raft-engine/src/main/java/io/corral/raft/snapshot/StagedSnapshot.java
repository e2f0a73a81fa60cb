package io.corral.raft.snapshot;

import io.corral.raft.message.SnapshotMeta;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A snapshot being received, piece after piece, in a folder that does not count yet. Beside the data lie the manifest, as announced,
 * and a list with length and CRC-32C of each piece, four bytes each. By them the next process finds out how much of the data it can
 * go on with, whatever a crash has left of it.
 */
final class StagedSnapshot implements Closeable {
    static final String FOLDER = "incoming";
    private static final String PIECES = "pieces";
    private static final int PIECE_RECORD_BYTES = 8;
    private static final int MAX_LIST_BYTES = 64 << 20;
    private static final int MAX_PIECE_BYTES = 64 << 20;

    /** One force at the end would keep the disk from the group commits of the log for too long. */
    private static final int FORCE_EVERY_BYTES = 8 << 20;

    private final SnapshotMeta meta;
    private final SnapshotFiles.NewFile data;
    private final SnapshotFiles.NewFile pieces;
    private final CRC32C crc;
    private long length;
    private long forced;

    private StagedSnapshot(
            SnapshotMeta meta, SnapshotFiles.NewFile data, SnapshotFiles.NewFile pieces, CRC32C crc, long length) {
        this.meta = meta;
        this.data = data;
        this.pieces = pieces;
        this.crc = crc;
        this.length = length;
        forced = length;
    }

    /** Begins with nothing. There must be no other. */
    static StagedSnapshot begin(SnapshotDirectory directory, SnapshotMeta meta) throws IOException {
        SnapshotFiles files = directory.files();
        files.createFolder(FOLDER);
        directory.writeManifest(FOLDER, meta);
        StagedSnapshot begun = new StagedSnapshot(
                meta, files.create(FOLDER, SnapshotDirectory.DATA), files.create(FOLDER, PIECES), new CRC32C(), 0);
        files.forceFolder(FOLDER);
        files.force();
        return begun;
    }

    /** What an earlier process has left, up to the first piece that is not intact; empty when there is nothing to go on with. */
    static Optional<StagedSnapshot> resume(SnapshotDirectory directory) throws IOException {
        SnapshotFiles files = directory.files();
        SnapshotMeta meta;
        CRC32C crc = new CRC32C();
        Intact intact;
        try {
            meta = directory.manifest(FOLDER);
            ByteBuffer list = ByteBuffer.wrap(files.read(FOLDER, PIECES, 0, MAX_LIST_BYTES));
            try (InputStream in = files.open(FOLDER, SnapshotDirectory.DATA)) {
                intact = intact(list, in, crc);
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        if (intact.bytes == 0 || intact.bytes > meta.lengthBytes()) {
            return Optional.empty();
        }
        return Optional.of(new StagedSnapshot(
                meta,
                files.reopen(FOLDER, SnapshotDirectory.DATA, intact.bytes),
                files.reopen(FOLDER, PIECES, (long) intact.pieces * PIECE_RECORD_BYTES),
                crc,
                intact.bytes));
    }

    /** How much of the start is intact; its checksum goes into {@code crc}. */
    private static Intact intact(ByteBuffer list, InputStream data, CRC32C crc) throws IOException {
        int pieces = 0;
        long bytes = 0;
        while (list.remaining() >= PIECE_RECORD_BYTES) {
            int length = list.getInt();
            int expected = list.getInt();
            if (length <= 0 || length > MAX_PIECE_BYTES) {
                break;
            }
            byte[] piece = data.readNBytes(length);
            if (piece.length < length || checksum(piece) != expected) {
                break;
            }
            crc.update(piece);
            bytes += length;
            pieces++;
        }
        return new Intact(pieces, bytes);
    }

    SnapshotMeta meta() {
        return meta;
    }

    long length() {
        return length;
    }

    void append(byte[] piece) throws IOException {
        if (piece.length == 0) {
            return;
        }
        data.write(ByteBuffer.wrap(piece));
        pieces.write(ByteBuffer.allocate(PIECE_RECORD_BYTES)
                .putInt(piece.length)
                .putInt(checksum(piece))
                .flip());
        length += piece.length;
        crc.update(piece);
        if (length - forced >= FORCE_EVERY_BYTES) {
            data.force();
            pieces.force();
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
        close();
    }

    /** Leaves everything as it is, for the next process. */
    @Override
    public void close() throws IOException {
        try (data;
                pieces) {
            // Nothing to be done before.
        }
    }

    private static int checksum(byte[] piece) {
        CRC32C crc = new CRC32C();
        crc.update(piece);
        return (int) crc.getValue();
    }

    private record Intact(int pieces, long bytes) {}
}
