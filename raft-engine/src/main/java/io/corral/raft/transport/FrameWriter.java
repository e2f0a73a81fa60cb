package io.corral.raft.transport;

import com.google.protobuf.CodedOutputStream;
import io.corral.raft.transport.proto.Wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes frames with their length in front straight into Netty's buffers. */
final class FrameWriter {
    private FrameWriter() {}

    /** Appends a frame of {@code size} = {@link Frame#getSerializedSize()} bytes. */
    static void append(ByteBuf out, Frame frame, int size) {
        out.ensureWritable(FrameDecoder.LENGTH_BYTES + size);
        out.writeInt(size);
        CodedOutputStream coded = CodedOutputStream.newInstance(out.nioBuffer(out.writerIndex(), size));
        try {
            frame.writeTo(coded);
            coded.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("the buffer is smaller than the frame says", impossible);
        }
        out.writerIndex(out.writerIndex() + size);
    }

    /** A buffer with one frame. */
    static ByteBuf single(ByteBufAllocator allocator, Frame frame) {
        int size = frame.getSerializedSize();
        ByteBuf out = allocator.directBuffer(FrameDecoder.LENGTH_BYTES + size);
        append(out, frame, size);
        return out;
    }
}
