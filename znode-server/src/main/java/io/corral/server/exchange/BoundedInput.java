package io.corral.server.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream from someone who might send without end. For one thread. */
public final class BoundedInput extends FilterInputStream {
    private final long bytesMax;
    private long bytes;

    /**
     * @param in where the bytes come from
     * @param bytesMax reading more than so many fails
     */
    public BoundedInput(InputStream in, long bytesMax) {
        super(in);
        this.bytesMax = bytesMax;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = super.skip(wanted);
        count(skipped);
        return skipped;
    }

    /** Going back would count bytes twice. */
    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) throws IOException {
        bytes += more;
        if (bytes > bytesMax) {
            throw new IOException("this is longer than the " + bytesMax + " bytes that are taken at most");
        }
    }
}
