package io.corral.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Label("Finding frames in a stream of bytes")
class FrameScannerTest {
    private static final int LIMIT = 100;

    private final RecordingSink sink = new RecordingSink();
    private final FrameScanner scanner = FrameScanner.ofServer(LIMIT, sink);

    private static ByteBuf frame(int... payload) {
        ByteBuf frame = Unpooled.buffer().writeInt(payload.length);
        for (int b : payload) {
            frame.writeByte(b);
        }
        return frame;
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private static void scan(FrameScanner scanner, ByteBuf in) {
        while (scanner.step(in)) {
            // Every step goes to the sink.
        }
    }

    private void scan(ByteBuf in) {
        scan(scanner, in);
    }

    @Property(tries = 300)
    @Label("the same frames are found however the stream is cut into reads")
    void anyChunking(
            @ForAll @Size(max = 6) List<@Size(max = 20) byte[]> payloads,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 9) Integer> chunks) {
        RecordingSink found = new RecordingSink();
        FrameScanner pieces = FrameScanner.ofServer(LIMIT, found);
        ByteBuf stream = Unpooled.buffer();
        for (byte[] payload : payloads) {
            stream.writeInt(payload.length).writeBytes(payload);
        }
        ByteBuf received = Unpooled.buffer();
        for (int i = 0; stream.isReadable(); i++) {
            int chunk = Math.min(chunks.get(i % chunks.size()), stream.readableBytes());
            received.writeBytes(stream, chunk);
            scan(pieces, received);
        }

        assertThat(found.seen)
                .isEqualTo(payloads.stream()
                        .map(payload -> "frame " + ByteBufUtil.hexDump(payload))
                        .toList());
        assertThat(received.isReadable()).isFalse();
        assertThat(received.refCnt()).isEqualTo(1);
    }

    @Example
    @Label("a frame is a slice of what was received, not a copy, and lives as long as its owner wants")
    void sharesMemory() {
        ByteBuf received = Unpooled.buffer().writeBytes(frame(7));
        FrameScanner holding = FrameScanner.ofServer(LIMIT, new FrameSink() {
            @Override
            public void frame(ByteBuf payload) {
                received.setByte(4, 9);
                assertThat(payload.getByte(0)).isEqualTo((byte) 9);
                received.release();
                assertThat(payload.refCnt()).isEqualTo(1);
                payload.release();
            }

            @Override
            public void fourLetterWord(FourLetterWord word) {
                throw new AssertionError(word);
            }

            @Override
            public void badLength(int length) {
                throw new AssertionError(length);
            }
        });
        assertThat(holding.step(received)).isTrue();
        assertThat(received.refCnt()).isZero();
    }

    @Example
    @Label("an empty frame is a frame")
    void emptyFrame() {
        scan(frame());
        assertThat(sink.seen).containsExactly("frame ");
    }

    @Example
    @Label("a frame as long as the limit is taken, one byte more is not")
    void limit() {
        scan(Unpooled.buffer()
                .writeInt(LIMIT)
                .writeZero(LIMIT)
                .writeInt(LIMIT + 1)
                .writeZero(LIMIT + 1));
        assertThat(sink.seen).containsExactly("frame " + "00".repeat(LIMIT), "bad length " + (LIMIT + 1));
    }

    @Example
    @Label("a bad length is told before its payload comes, and ends the scanning")
    void badLength() {
        scan(Unpooled.buffer().writeInt(-1));
        ByteBuf more = frame(1);
        scan(more);

        assertThat(sink.seen).containsExactly("bad length -1");
        assertThat(scanner.hasEnded()).isTrue();
        assertThat(more.isReadable()).isFalse();
    }

    @Example
    @Label("every word ZooKeeper knows is found at the start, with what follows as its argument")
    void fourLetterWords() {
        for (FourLetterWord.Command command : FourLetterWord.Command.values()) {
            RecordingSink found = new RecordingSink();
            FrameScanner fresh = FrameScanner.ofServer(LIMIT, found);
            scan(fresh, Unpooled.buffer().writeInt(command.code()).writeBytes(ascii("\n")));
            assertThat(found.seen).containsExactly("word " + command.word() + " 0a");
        }
        assertThat(FourLetterWord.Command.RUOK.code()).isEqualTo(ascii("ruok").readInt());
    }

    @Example
    @Label("only eight bytes of an argument are kept")
    void longArgument() {
        scan(ascii("stmk12345678 and more"));
        assertThat(sink.seen).containsExactly("word stmk 3132333435363738");
    }

    @Example
    @Label("after a word nothing more is found")
    void afterAWord() {
        scan(ascii("ruok"));
        scan(frame(1));
        assertThat(sink.seen).containsExactly("word ruok ");
    }

    @Example
    @Label("a word in upper case, an unknown word and HTTP are lengths far beyond the limit")
    void otherText() {
        for (String text : List.of("RUOK", "lead", "GET / HTTP/1.1\r\n")) {
            RecordingSink found = new RecordingSink();
            scan(FrameScanner.ofServer(LIMIT, found), ascii(text));
            assertThat(found.seen).containsExactly("bad length " + ascii(text).readInt());
        }
    }

    @Example
    @Label("once there has been a frame, a word is a length")
    void wordAfterAFrame() {
        scan(Unpooled.wrappedBuffer(frame(1), ascii("ruok")));
        assertThat(sink.seen).containsExactly("frame 01", "bad length " + FourLetterWord.Command.RUOK.code());
    }

    @Example
    @Label("what a server sends holds no words")
    void clientSide() {
        scan(FrameScanner.ofClient(Integer.MAX_VALUE, sink), ascii("ruok"));
        assertThat(sink.seen).isEmpty();
    }

    @Example
    @Label("ended from within the sink, it finds nothing more")
    void endedByTheSink() {
        sink.onFrame = scanner::end;
        ByteBuf in = Unpooled.wrappedBuffer(frame(1), frame(2));
        scan(in);
        assertThat(sink.seen).containsExactly("frame 01");
        assertThat(in.isReadable()).isFalse();
    }

    @Example
    @Label("a negative limit makes no scanner")
    void negativeLimit() {
        assertThatThrownBy(() -> FrameScanner.ofServer(-1, sink)).isInstanceOf(IllegalArgumentException.class);
    }
}
