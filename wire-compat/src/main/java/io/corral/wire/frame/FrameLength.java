package io.corral.wire.frame;

import io.netty.buffer.ByteBuf;

/**
 * The length in front of every frame, written after the frame when it is known.
 *
 * <pre>
 * int length   of what follows, without itself
 * payload      length bytes
 * </pre>
 */
public final class FrameLength {
    /** How many bytes the length itself takes. */
    public static final int BYTES = Integer.BYTES;

    private FrameLength() {}

    /** Leaves room for a length at the writer index; returns the mark to give to {@link #end}. */
    public static int begin(ByteBuf out) {
        int mark = out.writerIndex();
        out.writeInt(0);
        return mark;
    }

    /** Fills in the length of all that was written since {@link #begin} returned the mark. */
    public static void end(ByteBuf out, int mark) {
        out.setInt(mark, out.writerIndex() - mark - BYTES);
    }
}
