package io.corral.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Input that is not what it should be")
class HostileInputTest {

    @Provide
    Arbitrary<Request> requests() {
        return AnyRequest.request();
    }

    @Provide
    Arbitrary<AnyReply.Answer> answers() {
        return AnyReply.answer();
    }

    @Provide
    Arbitrary<OpCode> opCodes() {
        return Arbitraries.of(OpCode.class);
    }

    @Provide
    Arbitrary<Integer> badLengths() {
        return Arbitraries.oneOf(
                Arbitraries.of(-1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE, 0xfffff, 1 << 20), Arbitraries.integers());
    }

    @Property(tries = 500)
    @Label("a request cut off after any of its bytes is malformed")
    void truncatedRequests(@ForAll("requests") Request request) {
        ByteBuf body = Unpooled.buffer();
        RequestEncoder.body(body, request);
        for (int length = 0; length < body.readableBytes(); length++) {
            ByteBuf cut = body.slice(0, length);
            assertThatThrownBy(() -> RequestDecoder.decodeBody(request.opCode(), cut))
                    .as("%s cut after %d bytes", request, length)
                    .isInstanceOf(MalformedRecordException.class);
        }
    }

    @Property(tries = 500)
    @Label("a reply cut off after any of its bytes is malformed")
    void truncatedReplies(@ForAll("answers") AnyReply.Answer answer) {
        ByteBuf frame = Unpooled.buffer();
        ReplyEncoder.reply(frame, 1, 2, answer.reply());
        ByteBuf body = frame.skipBytes(20);
        for (int length = 0; length < body.readableBytes(); length++) {
            ByteBuf cut = body.slice(body.readerIndex(), length);
            assertThatThrownBy(() -> ReplyDecoder.decodeBody(answer.answered(), cut))
                    .as("%s cut after %d bytes", answer, length)
                    .isInstanceOf(MalformedRecordException.class);
        }
    }

    @Property(tries = 500)
    @Label("any four bytes of a request replaced by any number: malformed or another request, nothing else")
    void overwrittenRequests(@ForAll("requests") Request request, @ForAll("badLengths") int number) {
        ByteBuf body = Unpooled.buffer();
        RequestEncoder.body(body, request);
        for (int at = 0; at + Integer.BYTES <= body.readableBytes(); at++) {
            ByteBuf changed = body.copy().setInt(at, number);
            decodeOrRefuse(request.opCode(), changed);
        }
    }

    @Property(tries = 5000)
    @Label("garbage is malformed or some request, nothing else")
    void garbage(@ForAll("opCodes") OpCode opCode, @ForAll byte[] bytes) {
        decodeOrRefuse(opCode, Unpooled.wrappedBuffer(bytes));
        try {
            ReplyDecoder.decodeBody(opCode, Unpooled.wrappedBuffer(bytes));
        } catch (MalformedRecordException e) {
            assertThat(e.getStackTrace()).isEmpty();
        }
    }

    @Property(tries = 200)
    @Label("a length or count out of all proportion costs no memory")
    void boundedAllocation(@ForAll("requests") Request request) {
        ByteBuf body = Unpooled.buffer();
        RequestEncoder.body(body, request);
        for (int at = 0; at + Integer.BYTES <= body.readableBytes(); at++) {
            ByteBuf changed = body.copy().setInt(at, Integer.MAX_VALUE - 16);
            long before = allocatedBytes();
            decodeOrRefuse(request.opCode(), changed);
            assertThat(allocatedBytes() - before)
                    .as("bytes allocated to decode %d bytes", body.readableBytes())
                    .isLessThan(256 * 1024 + 100L * body.readableBytes());
        }
    }

    @Example
    @Label("a header cut short is malformed")
    void shortHeader() {
        for (int length = 0; length < RequestDecoder.HEADER_BYTES; length++) {
            ByteBuf frame = Unpooled.buffer().writeZero(length);
            assertThatThrownBy(() -> RequestDecoder.decodeHeader(frame)).isInstanceOf(MalformedRecordException.class);
            assertThatThrownBy(() -> ReplyDecoder.decodeHeader(frame)).isInstanceOf(MalformedRecordException.class);
        }
    }

    @Example
    @Label("what only servers send has no request to decode")
    void notRequests() {
        for (OpCode opCode : new OpCode[] {OpCode.NOTIFICATION, OpCode.ERROR, OpCode.CREATE_SESSION}) {
            assertThatThrownBy(() ->
                            RequestDecoder.decodeBody(opCode, Unpooled.buffer().writeZero(100)))
                    .isInstanceOfSatisfying(
                            MalformedRecordException.class,
                            e -> assertThat(e.kind()).isEqualTo(MalformedRecordException.Kind.NOT_A_REQUEST));
        }
    }

    private static void decodeOrRefuse(OpCode opCode, ByteBuf body) {
        try {
            assertThat(RequestDecoder.decodeBody(opCode, body)).isNotNull();
        } catch (MalformedRecordException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        } catch (RuntimeException e) {
            fail("decoding " + opCode, e);
        }
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
