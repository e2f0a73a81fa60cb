package io.corral.raft.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Counts and sums what passes through. */
final class ChecksummedOutput extends OutputStream {
    private final OutputStream target;
    private final CRC32C crc = new CRC32C();
    private long count;

    ChecksummedOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int value) throws IOException {
        crc.update(value);
        count++;
        target.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        crc.update(bytes, from, length);
        count += length;
        target.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }

    long count() {
        return count;
    }

    long checksum() {
        return crc.getValue();
    }
}
