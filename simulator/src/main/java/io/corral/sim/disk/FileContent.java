package io.corral.sim.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bytes of a file: as a reader sees them, and as they are on the disk for certain. */
final class FileContent {
    private static final int SECTOR = 512;

    private byte[] written;
    private int size;
    private byte[] durable;
    private int durableSize;
    private final List<Extent> unforced = new ArrayList<>();

    /** A file of this many durable zeros. */
    FileContent(int zeros) {
        written = new byte[zeros];
        durable = new byte[zeros];
        size = zeros;
        durableSize = zeros;
    }

    /** A copy of a file of which everything is durable. */
    FileContent copy() {
        FileContent copy = new FileContent(0);
        copy.written = written.clone();
        copy.durable = durable.clone();
        copy.size = size;
        copy.durableSize = durableSize;
        return copy;
    }

    /** The rest is gone for good. */
    void truncate(int to) {
        size = to;
        durableSize = to;
        written = Arrays.copyOf(written, to);
        durable = Arrays.copyOf(durable, to);
        unforced.clear();
    }

    int size() {
        return size;
    }

    byte[] read(int from, int to) {
        return Arrays.copyOfRange(written, from, to);
    }

    void write(int position, byte[] bytes) {
        int end = position + bytes.length;
        if (end > written.length) {
            written = Arrays.copyOf(written, Math.max(end, 2 * written.length));
        }
        System.arraycopy(bytes, 0, written, position, bytes.length);
        size = Math.max(size, end);
        unforced.add(new Extent(position, bytes.length));
    }

    /** Shortens the file; durable with the next force. */
    void cutTo(int newSize) {
        size = newSize;
    }

    void force() {
        growDurable(size);
        for (Extent extent : unforced) {
            System.arraycopy(written, extent.from, durable, extent.from, extent.length);
        }
        durableSize = size;
        unforced.clear();
    }

    /** Bits that were durable change, as on a failing disk. */
    void flipDurableBit(int position, int bit) {
        durable[position] ^= (byte) (1 << bit);
        written[position] ^= (byte) (1 << bit);
    }

    /** Chance decides about everything not forced; what it leaves is durable. */
    void losePower(PowerLoss loss) {
        for (Extent extent : unforced) {
            int end = extent.from + extent.length;
            for (int at = extent.from; at < end; ) {
                int next = Math.min(end, (at / SECTOR + 1) * SECTOR);
                keepOrLose(at, next, loss);
                at = next;
            }
        }
        unforced.clear();
        size = durableSize;
        written = Arrays.copyOf(durable, durable.length);
    }

    private void keepOrLose(int from, int to, PowerLoss loss) {
        if (loss.keepsSector()) {
            growDurable(to);
            System.arraycopy(written, from, durable, from, to - from);
            durableSize = Math.max(durableSize, to);
            if (loss.flipsBit()) {
                int at = loss.random().nextInt(from, to);
                durable[at] ^= (byte) (1 << loss.random().nextInt(Byte.SIZE));
            }
        }
    }

    private void growDurable(int needed) {
        if (needed > durable.length) {
            durable = Arrays.copyOf(durable, Math.max(needed, written.length));
        }
    }

    private record Extent(int from, int length) {}
}
