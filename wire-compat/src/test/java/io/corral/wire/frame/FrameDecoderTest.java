package io.corral.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The frame decoder in a pipeline")
class FrameDecoderTest {
    private final RecordingSink sink = new RecordingSink();
    private final FrameDecoder decoder = FrameDecoder.ofServer(100, sink);
    private int readsAsked;
    private int readsCompleted;
    private EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void openChannel() {
        channel = new EmbeddedChannel(
                new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void read(ChannelHandlerContext ctx) {
                        readsAsked++;
                        ctx.read();
                    }
                },
                decoder,
                new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelReadComplete(ChannelHandlerContext ctx) {
                        readsCompleted++;
                    }
                });
    }

    private static ByteBuf frames(int... payloads) {
        ByteBuf frames = Unpooled.buffer();
        for (int payload : payloads) {
            frames.writeInt(1).writeByte(payload);
        }
        return frames;
    }

    @Test
    @DisplayName("hands frames to the sink and nothing down the pipeline, whole or in pieces")
    void frames() {
        ByteBuf bytes = frames(1, 2, 3);
        channel.writeInbound(bytes.readRetainedSlice(7));
        assertThat(sink.seen).containsExactly("frame 01");
        channel.writeInbound(bytes.readRetainedSlice(8));
        assertThat(sink.seen).containsExactly("frame 01", "frame 02", "frame 03");
        assertThat(channel.<Object>readInbound()).isNull();
        bytes.release();
        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    @DisplayName("tells the pipeline when a read is complete, so that replies can be flushed together")
    void completesReads() {
        channel.writeInbound(frames(1, 2));
        assertThat(readsCompleted).isEqualTo(1);
    }

    @Test
    @DisplayName("holds back frames while paused, does not read, and goes on in order")
    void pausesAndResumes() {
        sink.onFrame = decoder::pause;
        channel.writeInbound(frames(1, 2));
        assertThat(sink.seen).containsExactly("frame 01");
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.writeInbound(frames(3));
        assertThat(sink.seen).containsExactly("frame 01");

        sink.onFrame = () -> {};
        decoder.resume();
        assertThat(sink.seen).containsExactly("frame 01", "frame 02", "frame 03");
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(readsCompleted).isEqualTo(3);
    }

    @Test
    @DisplayName("asks for no read of its own while paused")
    void asksForNoReads() {
        decoder.pause();
        int before = readsAsked;
        channel.writeInbound(frames(1));
        channel.writeInbound(frames(2));
        assertThat(readsAsked).isEqualTo(before);
    }

    @Test
    @DisplayName("paused again by a frame held back, it stays paused")
    void pausedAgainWhileResuming() {
        sink.onFrame = decoder::pause;
        channel.writeInbound(frames(1, 2, 3));
        decoder.resume();
        assertThat(sink.seen).containsExactly("frame 01", "frame 02");
        assertThat(channel.config().isAutoRead()).isFalse();
        decoder.resume();
        assertThat(sink.seen).containsExactly("frame 01", "frame 02", "frame 03");
    }

    @Test
    @DisplayName("resumed from within the sink, it goes on without nesting")
    void resumedWithinTheSink() {
        sink.onFrame = () -> {
            int seen = sink.seen.size();
            decoder.pause();
            decoder.resume();
            assertThat(sink.seen).hasSize(seen);
        };
        channel.writeInbound(frames(1, 2, 3));
        assertThat(sink.seen).containsExactly("frame 01", "frame 02", "frame 03");
    }

    @Test
    @DisplayName("resuming what is not paused does nothing")
    void resumeUnpaused() {
        channel.config().setAutoRead(false);
        decoder.resume();
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(readsCompleted).isZero();
    }

    @Test
    @DisplayName("closed by the sink in the midst of a read, it hands on nothing more and frees what it holds")
    void closedByTheSink() {
        sink.onFrame = () -> {
            decoder.end();
            channel.close();
        };
        ByteBuf bytes = frames(1, 2, 3);
        channel.writeInbound(bytes);
        assertThat(sink.seen).containsExactly("frame 01");
        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    @DisplayName("closed while paused, it drops what it held back and frees it")
    void closedWhilePaused() {
        decoder.pause();
        ByteBuf bytes = frames(1, 2);
        channel.writeInbound(bytes);
        channel.finish();
        decoder.resume();
        assertThat(sink.seen).isEmpty();
        assertThat(bytes.refCnt()).isZero();
    }

    @Test
    @DisplayName("a four letter word and a bad length reach the sink")
    void otherThanFrames() {
        channel.writeInbound(Unpooled.buffer().writeInt(FourLetterWord.Command.SRVR.code()));
        assertThat(sink.seen).containsExactly("word srvr ");

        RecordingSink other = new RecordingSink();
        new EmbeddedChannel(FrameDecoder.ofClient(100, other))
                .writeInbound(Unpooled.buffer().writeInt(-5));
        assertThat(other.seen).containsExactly("bad length -5");
    }
}
