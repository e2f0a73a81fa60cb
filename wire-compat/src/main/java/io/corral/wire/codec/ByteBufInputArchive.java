package io.corral.wire.codec;

import static io.corral.wire.codec.MalformedRecordException.Kind.BAD_RECORD;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.apache.jute.Index;
import org.apache.jute.InputArchive;
import org.apache.jute.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads Jute's binary form straight from a buffer: every record of zookeeper-jute can be read through it, and the codecs of
 * this module read their values field by field with the same methods.
 *
 * <pre>
 * int, long       4, 8 bytes, big-endian, signed
 * boolean         1 byte; anything but 0 is true
 * ustring, buffer int length, then that many bytes; length -1 is null
 * vector          int count, then the elements; count -1 is null
 * record          its fields in order
 * </pre>
 *
 * <p>Nothing is allocated for a length or count before the buffer is known to hold that much. This subsumes ZooKeeper's
 * own limit on lengths (jute.maxbuffer + extrasize), since a frame never exceeds jute.maxbuffer: where ZooKeeper refuses the
 * length, the bytes are missing as well, and both fail alike.
 *
 * <p>The tags are the names of the fields; they only appear in error messages. Reading moves the buffer's reader index and
 * leaves its reference count alone. Not safe for use by several threads.
 */
public final class ByteBufInputArchive implements InputArchive {
    private final ByteBuf in;

    public ByteBufInputArchive(ByteBuf in) {
        this.in = in;
    }

    @Override
    public byte readByte(String tag) throws MalformedRecordException {
        require(Byte.BYTES, tag);
        return in.readByte();
    }

    @Override
    public boolean readBool(String tag) throws MalformedRecordException {
        return readByte(tag) != 0;
    }

    @Override
    public int readInt(String tag) throws MalformedRecordException {
        require(Integer.BYTES, tag);
        return in.readInt();
    }

    @Override
    public long readLong(String tag) throws MalformedRecordException {
        require(Long.BYTES, tag);
        return in.readLong();
    }

    @Override
    public float readFloat(String tag) throws MalformedRecordException {
        return Float.intBitsToFloat(readInt(tag));
    }

    @Override
    public double readDouble(String tag) throws MalformedRecordException {
        return Double.longBitsToDouble(readLong(tag));
    }

    /** Reads a text; malformed UTF-8 becomes U+FFFD, as in ZooKeeper. */
    @Override
    public @Nullable String readString(String tag) throws MalformedRecordException {
        int length = readLength(tag);
        if (length < 0) {
            return null;
        }
        String text = in.toString(in.readerIndex(), length, StandardCharsets.UTF_8);
        in.skipBytes(length);
        return text;
    }

    @Override
    public byte @Nullable [] readBuffer(String tag) throws MalformedRecordException {
        int length = readLength(tag);
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    @Override
    public void readRecord(Record record, String tag) throws java.io.IOException {
        record.deserialize(this, tag);
    }

    @Override
    public void startRecord(String tag) {
        // A record has no mark of its own on the wire.
    }

    @Override
    public void endRecord(String tag) {
        // A record has no mark of its own on the wire.
    }

    /**
     * Reads the count of a vector of elements that take at least the given number of bytes each.
     *
     * @return the count, at most what the rest of the buffer can hold, so that a list of that capacity may be allocated; -1
     *     for null. As in ZooKeeper, a count below -1 makes an empty vector.
     */
    public int readCount(String tag, int minElementBytes) throws MalformedRecordException {
        int count = readInt(tag);
        if (count < 0) {
            return count == -1 ? -1 : 0;
        }
        if (count > in.readableBytes() / minElementBytes) {
            throw new MalformedRecordException(
                    BAD_RECORD, tag + ": " + count + " elements in " + in.readableBytes() + " bytes");
        }
        return count;
    }

    @Override
    public @Nullable Index startVector(String tag) throws MalformedRecordException {
        int count = readCount(tag, 1);
        return count < 0 ? null : new CountDown(count);
    }

    @Override
    public void endVector(String tag) {
        // A vector has no mark at its end.
    }

    @Override
    public @Nullable Index startMap(String tag) throws MalformedRecordException {
        return startVector(tag);
    }

    @Override
    public void endMap(String tag) {
        // A map has no mark at its end.
    }

    /** Returns -1 for null, otherwise a length the buffer holds. */
    private int readLength(String tag) throws MalformedRecordException {
        int length = readInt(tag);
        if (length < -1) {
            throw new MalformedRecordException(BAD_RECORD, tag + ": length " + length);
        }
        require(length, tag);
        return length;
    }

    private void require(int bytes, String tag) throws MalformedRecordException {
        if (in.readableBytes() < bytes) {
            throw new MalformedRecordException(
                    BAD_RECORD, tag + ": needs " + bytes + " bytes where " + in.readableBytes() + " are left");
        }
    }

    /** What Jute's generated records ask whether there is another element. */
    private static final class CountDown implements Index {
        private int left;

        CountDown(int count) {
            left = count;
        }

        @Override
        public boolean done() {
            return left <= 0;
        }

        @Override
        public void incr() {
            left--;
        }
    }
}
