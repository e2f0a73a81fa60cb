package io.corral.wire.handshake;

import io.corral.wire.codec.ByteBufInputArchive;
import io.corral.wire.codec.ByteBufOutputArchive;
import io.corral.wire.codec.MalformedRecordException;
import io.corral.wire.frame.FrameLength;
import io.netty.buffer.ByteBuf;

/**
 * Both packets of the handshake, both ways.
 *
 * <pre>
 * ConnectRequest   int protocolVersion, long lastZxidSeen, int timeOut, long sessionId, buffer passwd [, boolean readOnly]
 * ConnectResponse  int protocolVersion, int timeOut, long sessionId, buffer passwd [, boolean readOnly]
 * </pre>
 *
 * <p>The byte at the end came with ZooKeeper 3.4: a client that does not send it must not get it back. Decoding takes a
 * frame's payload, encoding appends a frame with its length. Without state, safe for use by any thread.
 */
public final class ConnectCodec {
    private ConnectCodec() {}

    /**
     * Reads a request.
     *
     * @throws MalformedRecordException when the frame ends before the password does; ZooKeeper closes the connection then
     */
    public static ConnectRequest decodeRequest(ByteBuf frame) throws MalformedRecordException {
        ByteBufInputArchive in = new ByteBufInputArchive(frame);
        int protocolVersion = in.readInt("protocolVersion");
        long lastZxidSeen = in.readLong("lastZxidSeen");
        int timeOutMillis = in.readInt("timeOut");
        long sessionId = in.readLong("sessionId");
        byte[] password = in.readBuffer("passwd");
        boolean hasReadOnlyByte = frame.isReadable();
        boolean readOnly = hasReadOnlyByte && in.readBool("readOnly");
        return new ConnectRequest(
                protocolVersion, lastZxidSeen, timeOutMillis, sessionId, password, readOnly, hasReadOnlyByte);
    }

    /** Appends a request as a frame. */
    public static void encodeRequest(ByteBuf out, ConnectRequest request) {
        int mark = FrameLength.begin(out);
        out.writeInt(request.protocolVersion());
        out.writeLong(request.lastZxidSeen());
        out.writeInt(request.timeOutMillis());
        out.writeLong(request.sessionId());
        new ByteBufOutputArchive(out).writeBuffer(request.password(), "passwd");
        if (request.hasReadOnlyByte()) {
            out.writeBoolean(request.readOnly());
        }
        FrameLength.end(out, mark);
    }

    /**
     * Reads a response.
     *
     * @throws MalformedRecordException when the frame ends before the password does
     */
    public static ConnectResponse decodeResponse(ByteBuf frame) throws MalformedRecordException {
        ByteBufInputArchive in = new ByteBufInputArchive(frame);
        int protocolVersion = in.readInt("protocolVersion");
        int timeOutMillis = in.readInt("timeOut");
        long sessionId = in.readLong("sessionId");
        byte[] password = in.readBuffer("passwd");
        boolean hasReadOnlyByte = frame.isReadable();
        boolean readOnly = hasReadOnlyByte && in.readBool("readOnly");
        return new ConnectResponse(protocolVersion, timeOutMillis, sessionId, password, readOnly, hasReadOnlyByte);
    }

    /** Appends a response as a frame. */
    public static void encodeResponse(ByteBuf out, ConnectResponse response) {
        int mark = FrameLength.begin(out);
        out.writeInt(response.protocolVersion());
        out.writeInt(response.timeOutMillis());
        out.writeLong(response.sessionId());
        new ByteBufOutputArchive(out).writeBuffer(response.password(), "passwd");
        if (response.hasReadOnlyByte()) {
            out.writeBoolean(response.readOnly());
        }
        FrameLength.end(out, mark);
    }
}
