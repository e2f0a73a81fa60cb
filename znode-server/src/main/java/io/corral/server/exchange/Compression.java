package io.corral.server.exchange;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The forms in which ZooKeeper writes its snapshots, see {@code snapshot.compression.method}. A file tells its form by its begin. */
public final class Compression {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final int BUFFER_BYTES = 1 << 16;

    private Compression() {}

    /**
     * What is in a file.
     *
     * @param file the file
     * @return the snapshot itself
     * @throws IOException when the file cannot be read
     */
    public static InputStream unpack(InputStream file) throws IOException {
        InputStream in = file.markSupported() ? file : new BufferedInputStream(file, BUFFER_BYTES);
        in.mark(GZIP.length);
        byte[] first = in.readNBytes(GZIP.length);
        in.reset();
        return Arrays.equals(first, GZIP) ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    }
}
