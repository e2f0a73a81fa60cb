package io.corral.it.rawclient;

import java.nio.ByteBuffer;

/**
 * A request without its xid.
 *
 * @param opcode as on the wire, also one that does not exist
 * @param body the record's bytes
 * @param text how a person would write it
 */
public record Request(int opcode, byte[] body, String text) {
    private static final int HEADER_BYTES = 2 * Integer.BYTES;

    /** The payload of the frame. */
    public byte[] bytes(int xid) {
        return ByteBuffer.allocate(HEADER_BYTES + body.length)
                .putInt(xid)
                .putInt(opcode)
                .put(body)
                .array();
    }

    /** The xid that clients use for this kind of request: reserved for pings, auth and setWatches. */
    public int xidOr(int ordinary) {
        return switch (opcode) {
            case Opcode.PING -> -2;
            case Opcode.AUTH -> -4;
            case Opcode.SET_WATCHES, Opcode.SET_WATCHES2 -> -8;
            default -> ordinary;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
