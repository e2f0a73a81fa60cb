package io.corral.raft.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A new file that is forced every few megabytes and when it is closed. One force at the end would keep the disk busy for so
 * long that the group commits of the log behind it would miss their election timeouts.
 */
final class SteadilyForcedOutput extends OutputStream {
    private static final int FORCE_EVERY_BYTES = 8 << 20;

    private final FileChannel channel;
    private long unforced;

    SteadilyForcedOutput(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes, from, length);
        while (source.hasRemaining()) {
            unforced += channel.write(source);
        }
        if (unforced >= FORCE_EVERY_BYTES) {
            channel.force(false);
            unforced = 0;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.force(true);
            channel.close();
        }
    }
}
