package io.corral.admin.command;

import java.io.OutputStream;

/** Counts what is written to it. */
final class ByteCounter extends OutputStream {
    private long count;

    @Override
    public void write(int one) {
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
    }

    long count() {
        return count;
    }
}
