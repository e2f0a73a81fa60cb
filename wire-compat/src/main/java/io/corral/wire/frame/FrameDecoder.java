package io.corral.wire.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link FrameScanner} into a Netty pipeline: one for each connection, handing its frames to a
 * {@link FrameSink} on the event loop, with nothing passed down the pipeline but the channel's own events.
 *
 * <p>The connection can be paused, as a server does while a session is being settled and when too much is
 * outstanding: it is not read from then, and what has already been received waits as bytes, in order.
 *
 * <p>Methods are called on the channel's event loop only, also from within the sink.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    private final FrameScanner scanner;
    private boolean paused;
    private boolean decoding;
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

    /** Stops reading from the connection, and hands on no more frames, not even those already received. */
    public void pause() {
        paused = true;
        if (context != null) {
            context.channel().config().setAutoRead(false);
        }
    }

    /** Hands on the frames held back, then reads from the connection again. Does nothing when not paused. */
    public void resume() {
        if (!paused) {
            return;
        }
        paused = false;
        if (context != null && !decoding) {
            decodeHeldBack(context);
        }
        // The sink may have paused again in the meantime.
        if (context != null && !paused) {
            context.channel().config().setAutoRead(true);
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
        decoding = true;
        try {
            while (!paused && scanner.step(in)) {
                // Every step hands its frame to the sink.
            }
        } finally {
            decoding = false;
        }
    }

    /**
     * Leaves out what the superclass does when it has passed nothing down the pipeline, as is always so here: it would
     * ask for another read even where reading is paused.
     */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        ctx.fireChannelReadComplete();
    }

    /** An empty read makes the superclass decode what it has accumulated; its end tells the pipeline to flush. */
    private void decodeHeldBack(ChannelHandlerContext ctx) {
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
        } catch (Exception e) {
            ctx.fireExceptionCaught(e);
        }
        channelReadComplete(ctx);
    }
}
