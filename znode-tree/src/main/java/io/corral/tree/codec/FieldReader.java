package io.corral.tree.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link FieldWriter} has written, from a part of an array. Every length is checked against what is left before
 * anything is allocated; what does not fit is a {@link CorruptEntryException}.
 */
public final class FieldReader {
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7F;

    private final byte[] buffer;
    private final int end;
    private int position;

    /**
     * A reader of a part of an array.
     *
     * @param buffer the array; must not change meanwhile
     * @param offset where the part starts
     * @param length how many bytes it has
     */
    public FieldReader(byte[] buffer, int offset, int length) {
        if (offset < 0 || length < 0 || offset > buffer.length - length) {
            throw new CorruptEntryException("part reaches beyond the entry");
        }
        this.buffer = buffer;
        this.position = offset;
        this.end = offset + length;
    }

    private int remaining() {
        return end - position;
    }

    /** Reads one byte, −128 to 127. */
    public int readByte() {
        require(1);
        position++;
        return buffer[position - 1];
    }

    /** Reads a byte that must be 0 or 1. */
    public boolean readFlag() {
        int value = readByte();
        if (value != 0 && value != 1) {
            throw new CorruptEntryException("neither true nor false: " + value);
        }
        return value == 1;
    }

    /** Reads eight bytes, big-endian. */
    public long readLong() {
        require(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | (buffer[position] & 0xFF);
            position++;
        }
        return value;
    }

    /** Reads a varint. */
    public long readUnsigned() {
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

    /** Reads a zig-zag varint. */
    public long readSigned() {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Reads a zig-zag varint of 32 bits. */
    public int readInt() {
        return narrow(readSigned());
    }

    /** Reads a varint of 31 bits. */
    public int readUnsignedInt() {
        return narrow(readUnsigned());
    }

    /** Reads length and bytes; a copy. */
    public byte[] readBytes() {
        return take(readLength());
    }

    /** Reads what was written as nullable bytes; a copy. */
    public byte @Nullable [] readNullableBytes() {
        int length = readLength(1) - 1;
        return length < 0 ? null : take(length);
    }

    /** Reads length and UTF-8. */
    public String readText() {
        int length = readLength();
        position += length;
        return new String(buffer, position - length, length, StandardCharsets.UTF_8);
    }

    /** Reads what was written as a nullable text. */
    public @Nullable String readNullableText() {
        byte @Nullable [] text = readNullableBytes();
        return text == null ? null : new String(text, StandardCharsets.UTF_8);
    }

    /** Reads length and elements into an immutable list. */
    public <T> List<T> readList(Function<FieldReader, T> element) {
        return elements(readLength(), element);
    }

    /** Reads what was written as a nullable list; immutable. */
    public <T> @Nullable List<T> readNullableList(Function<FieldReader, T> element) {
        int length = readLength(1) - 1;
        return length < 0 ? null : elements(length, element);
    }

    /** Whether there are bytes left: fields that older releases did not write. */
    public boolean hasMore() {
        return remaining() > 0;
    }

    /** Fails unless everything has been read. */
    public void expectEnd() {
        if (position != end) {
            throw new CorruptEntryException(remaining() + " bytes too many");
        }
    }

    /** A length that cannot be right is told from what is left: every byte and every element takes at least a byte. */
    private int readLength() {
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
