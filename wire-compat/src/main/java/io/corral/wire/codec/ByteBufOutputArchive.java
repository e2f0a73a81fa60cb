package io.corral.wire.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.jute.OutputArchive;
import org.apache.jute.Record;
import org.jspecify.annotations.Nullable;

/**
 * Writes Jute's binary form straight to a buffer; the layout is drawn at {@link ByteBufInputArchive}. Every record of
 * zookeeper-jute can be written through it, and the codecs of this module write their values field by field with the same
 * methods.
 *
 * <p>The tags are the names of the fields; they are not written. The buffer grows as needed. Not safe for use by several
 * threads.
 */
public final class ByteBufOutputArchive implements OutputArchive {
    private static final int NULL = -1;
    private static final int ONE_BYTE_LIMIT = 0x80;
    private static final int TWO_BYTE_LIMIT = 0x800;

    private final ByteBuf out;
    private final int start;

    public ByteBufOutputArchive(ByteBuf out) {
        this.out = out;
        this.start = out.writerIndex();
    }

    @Override
    public void writeByte(byte value, String tag) {
        out.writeByte(value);
    }

    @Override
    public void writeBool(boolean value, String tag) {
        out.writeBoolean(value);
    }

    @Override
    public void writeInt(int value, String tag) {
        out.writeInt(value);
    }

    @Override
    public void writeLong(long value, String tag) {
        out.writeLong(value);
    }

    @Override
    public void writeFloat(float value, String tag) {
        out.writeFloat(value);
    }

    @Override
    public void writeDouble(double value, String tag) {
        out.writeDouble(value);
    }

    /**
     * Writes a text. As ZooKeeper does, each half of a surrogate pair is written on its own in three bytes, so that a
     * character beyond U+FFFF comes out byte for byte as ZooKeeper sends it.
     */
    @Override
    public void writeString(@Nullable String text, String tag) {
        if (text == null) {
            out.writeInt(NULL);
            return;
        }
        int lengthAt = out.writerIndex();
        out.writeInt(0);
        if (hasSurrogates(text)) {
            writeCharByChar(text);
        } else {
            ByteBufUtil.writeUtf8(out, text);
        }
        out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void writeCharByChar(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ONE_BYTE_LIMIT) {
                out.writeByte(c);
            } else if (c < TWO_BYTE_LIMIT) {
                out.writeByte(0xc0 | (c >> 6));
                out.writeByte(continuation(c));
            } else {
                out.writeByte(0xe0 | (c >> 12));
                out.writeByte(continuation(c >> 6));
                out.writeByte(continuation(c));
            }
        }
    }

    /** The lowest six bits as a byte that continues a character. */
    private static int continuation(int bits) {
        return 0x80 | (bits & 0x3f);
    }

    @Override
    public void writeBuffer(byte @Nullable [] bytes, String tag) {
        if (bytes == null) {
            out.writeInt(NULL);
            return;
        }
        out.writeInt(bytes.length);
        out.writeBytes(bytes);
    }

    @Override
    public void writeRecord(Record record, String tag) throws IOException {
        record.serialize(this, tag);
    }

    @Override
    public void startRecord(Record record, String tag) {
        // A record has no mark of its own on the wire.
    }

    @Override
    public void endRecord(Record record, String tag) {
        // A record has no mark of its own on the wire.
    }

    /** Writes the count of a vector; -1 stands for null. */
    public void writeCount(int count, String tag) {
        out.writeInt(count);
    }

    @Override
    public void startVector(@Nullable List<?> elements, String tag) {
        writeCount(elements == null ? NULL : elements.size(), tag);
    }

    @Override
    public void endVector(@Nullable List<?> elements, String tag) {
        // A vector has no mark at its end.
    }

    @Override
    @SuppressWarnings("NonApiType") // Jute's interface says TreeMap.
    public void startMap(@Nullable TreeMap<?, ?> entries, String tag) {
        writeCount(entries == null ? NULL : entries.size(), tag);
    }

    @Override
    @SuppressWarnings("NonApiType") // Jute's interface says TreeMap.
    public void endMap(@Nullable TreeMap<?, ?> entries, String tag) {
        // A map has no mark at its end.
    }

    /** The number of bytes written through this archive so far. */
    @Override
    public long getDataSize() {
        return (long) out.writerIndex() - start;
    }
}
