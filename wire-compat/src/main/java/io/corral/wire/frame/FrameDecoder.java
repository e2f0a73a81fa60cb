package io.corral.wire.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link FrameScanner} into a Netty pipeline: one for each connection, handing its frames to a {@link FrameSink} on the
 * event loop, with nothing passed down the pipeline but the channel's own events.
 *
 * <p>Frames can be held back: while paused, what has been received waits as bytes, in order, and nothing is lost. (A server pauses
 * while a session is being settled, and when too much is outstanding; it also turns off the channel's auto-read, which this
 * class does not.) Methods are called on the channel's event loop only, {@link #pause} and {@link #end} also from within the sink.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    private final FrameScanner scanner;
    private boolean paused;
    private @Nullable ChannelHandlerContext context;

    private FrameDecoder(FrameScanner scanner) {
        this.scanner = scanner;
    }

    /**
     * A decoder for what clients send, four letter words included.
     *
     * @param maxFrameBytes the longest payload taken (jute.maxbuffer)
     */
    public static FrameDecoder ofServer(int maxFrameBytes, FrameSink sink) {
        return new FrameDecoder(FrameScanner.ofServer(maxFrameBytes, sink));
    }

    /**
     * A decoder for what servers send.
     *
     * @param maxFrameBytes the longest payload taken
     */
    public static FrameDecoder ofClient(int maxFrameBytes, FrameSink sink) {
        return new FrameDecoder(FrameScanner.ofClient(maxFrameBytes, sink));
    }

    /** Hands on no more frames until {@link #resume}, not even those already received. */
    public void pause() {
        paused = true;
    }

    /** Hands on the frames held back, and those to come. Does nothing when not paused. */
    public void resume() {
        if (!paused) {
            return;
        }
        paused = false;
        ChannelHandlerContext current = context;
        if (current != null) {
            current.executor().execute(() -> decodeHeldBack(current));
        }
    }

    /** Gives up the connection: no frame is handed on any more, and all further bytes are thrown away. */
    public void end() {
        scanner.end();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        context = null;
        scanner.end();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        while (!paused && scanner.step(in)) {
            // Every step hands its frame to the sink.
        }
    }

    /** An empty read makes the superclass decode what it has accumulated. */
    private void decodeHeldBack(ChannelHandlerContext ctx) {
        if (!paused && !ctx.isRemoved()) {
            try {
                channelRead(ctx, Unpooled.EMPTY_BUFFER);
                channelReadComplete(ctx);
            } catch (Exception e) {
                ctx.fireExceptionCaught(e);
            }
        }
    }
}
