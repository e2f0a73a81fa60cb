package io.corral.tree.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields one behind the other into a growing array.
 *
 * <p>Unsigned numbers are varints (seven bits a byte, lowest first, high bit set on all but the last); signed ones are
 * zig-zagged first, so that −1 takes one byte. Byte arrays, texts and lists are preceded by their length; nullable ones by
 * their length plus one, 0 being null.
 */
public final class FieldWriter {
    private static final int PAYLOAD_BITS = 7;
    private static final int CONTINUED = 0x80;

    private byte[] buffer;
    private int length;

    /**
     * An empty writer.
     *
     * @param expectedBytes how much room to start with, at least 1
     */
    public FieldWriter(int expectedBytes) {
        buffer = new byte[expectedBytes];
    }

    /** Writes the low eight bits. */
    public void writeByte(int value) {
        reserve(1);
        buffer[length] = (byte) value;
        length++;
    }

    /** Writes one byte, 0 or 1. */
    public void writeFlag(boolean value) {
        writeByte(value ? 1 : 0);
    }

    /** Writes eight bytes, big-endian. */
    public void writeLong(long value) {
        reserve(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[length] = (byte) (value >>> shift);
            length++;
        }
    }

    /** Writes a varint. */
    public void writeUnsigned(long value) {
        long rest = value;
        while ((rest & -CONTINUED) != 0) {
            writeByte((int) (rest | CONTINUED));
            rest >>>= PAYLOAD_BITS;
        }
        writeByte((int) rest);
    }

    /** Writes a zig-zag varint. */
    public void writeSigned(long value) {
        writeUnsigned((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    /** Writes length and bytes. */
    public void writeBytes(byte[] value) {
        writeUnsigned(value.length);
        append(value);
    }

    /** Writes length plus one and bytes, or 0 for null. */
    public void writeNullableBytes(byte @Nullable [] value) {
        if (value == null) {
            writeByte(0);
        } else {
            writeUnsigned(value.length + 1L);
            append(value);
        }
    }

    /** Writes length and UTF-8. */
    public void writeText(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes length plus one and UTF-8, or 0 for null. */
    public void writeNullableText(@Nullable String value) {
        writeNullableBytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes length and elements. */
    public <T> void writeList(List<T> values, BiConsumer<FieldWriter, T> element) {
        writeUnsigned(values.size());
        values.forEach(value -> element.accept(this, value));
    }

    /** Writes length plus one and elements, or 0 for null. */
    public <T> void writeNullableList(@Nullable List<T> values, BiConsumer<FieldWriter, T> element) {
        if (values == null) {
            writeByte(0);
        } else {
            writeUnsigned(values.size() + 1L);
            values.forEach(value -> element.accept(this, value));
        }
    }

    /** All that was written. Nothing may be written after this. */
    public byte[] toBytes() {
        return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    }

    private void append(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(length, more), 2 * buffer.length));
        }
    }
}
