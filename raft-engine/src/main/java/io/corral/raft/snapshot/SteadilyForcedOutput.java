package io.corral.raft.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * A new file that is forced every few megabytes and when it is closed. One force at the end would keep the disk busy for so
 * long that the group commits of the log behind it would miss their election timeouts.
 */
final class SteadilyForcedOutput extends OutputStream {
    private static final int FORCE_EVERY_BYTES = 8 << 20;

    private final SnapshotFiles.NewFile file;
    private long unforced;
    private boolean closed;

    SteadilyForcedOutput(SnapshotFiles.NewFile file) {
        this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        file.write(ByteBuffer.wrap(bytes, from, length));
        unforced += length;
        if (unforced >= FORCE_EVERY_BYTES) {
            file.force();
            unforced = 0;
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (file) {
                file.force();
            }
        }
    }
}
