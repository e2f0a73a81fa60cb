package io.corral.tree.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link FieldWriter} has written, from a part of an array. Every length is checked against what is left before
 * anything is allocated.
 */
final class FieldReader {
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7F;

    private final byte[] buffer;
    private final int end;
    private int position;

    FieldReader(byte[] buffer, int offset, int length) {
        if (offset < 0 || length < 0 || offset > buffer.length - length) {
            throw new CorruptEntryException("part reaches beyond the entry");
        }
        this.buffer = buffer;
        this.position = offset;
        this.end = offset + length;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    void skip(int bytes) {
        require(bytes);
        position += bytes;
    }

    int readByte() {
        require(1);
        position++;
        return buffer[position - 1];
    }

    boolean readFlag() {
        int value = readByte();
        if (value != 0 && value != 1) {
            throw new CorruptEntryException("neither true nor false: " + value);
        }
        return value == 1;
    }

    long readLong() {
        require(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | (buffer[position] & 0xFF);
            position++;
        }
        return value;
    }

    long readUnsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += PAYLOAD_BITS) {
            int next = readByte();
            value |= (long) (next & PAYLOAD) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new CorruptEntryException("number of more than 64 bits");
    }

    long readSigned() {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    int readInt() {
        return narrow(readSigned());
    }

    int readUnsignedInt() {
        return narrow(readUnsigned());
    }

    byte[] readBytes() {
        return take(readLength());
    }

    byte @Nullable [] readNullableBytes() {
        int length = readLength(1) - 1;
        return length < 0 ? null : take(length);
    }

    String readText() {
        int length = readLength();
        position += length;
        return new String(buffer, position - length, length, StandardCharsets.UTF_8);
    }

    <T> List<T> readList(Function<FieldReader, T> element) {
        return elements(readLength(), element);
    }

    <T> @Nullable List<T> readNullableList(Function<FieldReader, T> element) {
        int length = readLength(1) - 1;
        return length < 0 ? null : elements(length, element);
    }

    void expectEnd() {
        if (position != end) {
            throw new CorruptEntryException(remaining() + " bytes too many");
        }
    }

    /** A length that cannot be right is told from what is left: every byte and every element takes at least a byte. */
    int readLength() {
        return readLength(0);
    }

    private int readLength(int bias) {
        long length = readUnsigned();
        if (length < 0 || length - bias > remaining()) {
            throw new CorruptEntryException("length " + length + " with " + remaining() + " bytes left");
        }
        return (int) length;
    }

    private <T> List<T> elements(int count, Function<FieldReader, T> element) {
        if (count == 1) {
            return List.of(element.apply(this));
        }
        List<T> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(element.apply(this));
        }
        return List.copyOf(values);
    }

    private byte[] take(int length) {
        position += length;
        return Arrays.copyOfRange(buffer, position - length, position);
    }

    private static int narrow(long value) {
        if (value != (int) value) {
            throw new CorruptEntryException("number of more than 32 bits: " + value);
        }
        return (int) value;
    }

    private void require(int bytes) {
        if (bytes < 0 || bytes > remaining()) {
            throw new CorruptEntryException(bytes + " bytes wanted with " + remaining() + " left");
        }
    }
}
