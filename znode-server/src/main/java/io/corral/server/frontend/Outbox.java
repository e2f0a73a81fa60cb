package io.corral.server.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has to say in this turn of its event loop: frames are appended to one buffer, which goes to the socket
 * as a whole at the end of the turn.
 */
final class Outbox {
    private static final int INITIAL_BYTES = 512;
    private static final int LARGE_BYTES = 256 * 1024;

    private final Channel channel;
    private final Runnable onFirstFrame;
    private @Nullable ByteBuf frames;
    private boolean closed;

    /** @param onFirstFrame asks for {@link #flush} at the end of the turn */
    Outbox(Channel channel, Runnable onFirstFrame) {
        this.channel = channel;
        this.onFirstFrame = onFirstFrame;
    }

    /** Where the next frame goes. What is written after {@link #discard} is never sent. */
    ByteBuf frames() {
        if (frames == null) {
            frames = channel.alloc().buffer(INITIAL_BYTES);
            onFirstFrame.run();
        }
        return frames;
    }

    /** Whether so much has been said in this turn that it should not wait for the turn's end. */
    boolean isLarge() {
        return frames != null && frames.readableBytes() >= LARGE_BYTES;
    }

    /** Hands all frames to the socket; returns how many bytes that were. */
    int flush() {
        if (frames == null) {
            return 0;
        }
        ByteBuf ready = frames;
        frames = null;
        if (closed) {
            ready.release();
            return 0;
        }
        int bytes = ready.readableBytes();
        var unused = channel.writeAndFlush(ready, channel.voidPromise());
        return bytes;
    }

    /** The connection is gone: nothing more is sent. */
    void discard() {
        closed = true;
        if (frames != null) {
            frames.release();
            frames = null;
        }
    }
}
