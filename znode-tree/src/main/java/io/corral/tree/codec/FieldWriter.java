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
final class FieldWriter {
    private static final int PAYLOAD_BITS = 7;
    private static final int CONTINUED = 0x80;

    private byte[] buffer;
    private int length;

    FieldWriter(int expectedBytes) {
        buffer = new byte[expectedBytes];
    }

    void writeByte(int value) {
        reserve(1);
        buffer[length] = (byte) value;
        length++;
    }

    void writeFlag(boolean value) {
        writeByte(value ? 1 : 0);
    }

    void writeLong(long value) {
        reserve(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            buffer[length] = (byte) (value >>> shift);
            length++;
        }
    }

    void writeUnsigned(long value) {
        long rest = value;
        while ((rest & -CONTINUED) != 0) {
            writeByte((int) (rest | CONTINUED));
            rest >>>= PAYLOAD_BITS;
        }
        writeByte((int) rest);
    }

    void writeSigned(long value) {
        writeUnsigned((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    void writeBytes(byte[] value) {
        writeUnsigned(value.length);
        append(value);
    }

    void writeNullableBytes(byte @Nullable [] value) {
        if (value == null) {
            writeByte(0);
        } else {
            writeUnsigned(value.length + 1L);
            append(value);
        }
    }

    void writeText(String value) {
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    <T> void writeList(List<T> values, BiConsumer<FieldWriter, T> element) {
        writeUnsigned(values.size());
        values.forEach(value -> element.accept(this, value));
    }

    <T> void writeNullableList(@Nullable List<T> values, BiConsumer<FieldWriter, T> element) {
        if (values == null) {
            writeByte(0);
        } else {
            writeUnsigned(values.size() + 1L);
            values.forEach(value -> element.accept(this, value));
        }
    }

    byte[] toBytes() {
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
