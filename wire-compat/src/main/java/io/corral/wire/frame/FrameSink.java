package io.corral.wire.frame;

import io.netty.buffer.ByteBuf;

/**
 * What takes the frames of one connection, in the order they came. Called on the connection's event loop, one call at a
 * time.
 */
public interface FrameSink {
    /**
     * A whole frame: its payload without the length, possibly empty or too short for a header.
     *
     * @param payload a slice of the bytes received, not a copy; the sink owns it and releases it
     */
    void frame(ByteBuf payload);

    /** A four letter word in place of the first frame. Nothing comes after it. */
    void fourLetterWord(FourLetterWord word);

    /**
     * A length that no frame may have. Nothing comes after it; ZooKeeper closes the connection without an answer.
     *
     * @param length the length announced: negative, or more than the limit
     */
    void badLength(int length);
}
