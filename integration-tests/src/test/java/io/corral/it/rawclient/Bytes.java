package io.corral.it.rawclient;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Collects bytes for frames that no encoder would write. */
public final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Bytes add(byte[] more) {
        out.writeBytes(more);
        return this;
    }

    public Bytes addInt(int value) {
        return add(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    public Bytes addLong(long value) {
        return add(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    public byte[] toArray() {
        return out.toByteArray();
    }
}
