package io.corral.raft.transport;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.corral.raft.transport.proto.Wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import java.io.IOException;
import java.util.List;

/**
 * Cuts the stream into frames: a four-byte length, then a {@link Frame}. Lengths are checked before anything is gathered;
 * until the peer is known only small frames are taken. After the first bad frame nothing more is read.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    static final int LENGTH_BYTES = 4;
    private static final int MAX_GREETING_BYTES = 4096;

    private int maxFrameBytes = MAX_GREETING_BYTES;
    private boolean failed;

    /** Accepts frames of this size from now on. */
    void allow(int frameBytes) {
        maxFrameBytes = frameBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws IOException {
        if (failed) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < LENGTH_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length < 0 || length > maxFrameBytes) {
            failed = true;
            throw new TooLongFrameException("a frame of " + Integer.toUnsignedString(length) + " bytes; at most "
                    + maxFrameBytes + " are taken");
        }
        if (in.readableBytes() < LENGTH_BYTES + length) {
            return;
        }
        failed = true;
        out.add(read(in, in.readerIndex() + LENGTH_BYTES, length));
        failed = false;
        in.skipBytes(LENGTH_BYTES + length);
    }

    /** Everything is copied out of the buffer here: it may be gone when the next handler runs. */
    private static Incoming read(ByteBuf in, int start, int length) throws IOException {
        CodedInputStream coded =
                UnsafeByteOperations.unsafeWrap(in.nioBuffer(start, length)).newCodedInput();
        coded.enableAliasing(true);
        Frame frame = Frame.parseFrom(coded);
        return switch (frame.getKindCase()) {
            case HELLO -> new Incoming.Greeting(frame.getHello());
            case REFUSAL -> new Incoming.Refused(frame.getRefusal().getReason());
            case RAFT -> new Incoming.Raft(MessageDecoder.envelope(frame.getRaft()));
            case APPLICATION ->
                new Incoming.Application(
                        frame.getApplicationGroup(), frame.getApplication().toByteArray());
            case KIND_NOT_SET -> throw new CorruptedFrameException("a frame of unknown kind");
        };
    }
}
