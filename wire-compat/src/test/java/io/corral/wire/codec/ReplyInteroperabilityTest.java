package io.corral.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.ReplyHeader;
import io.corral.wire.record.WatcherEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jute.Record;
import org.apache.zookeeper.proto.SetSASLResponse;
import org.jspecify.annotations.Nullable;

@Label("Replies, against the records and archives of zookeeper-jute")
class ReplyInteroperabilityTest {

    @Provide
    Arbitrary<AnyReply.Answer> answers() {
        return AnyReply.answer();
    }

    @Provide
    Arbitrary<@Nullable String> paths() {
        return AnyValue.text();
    }

    private static byte[] juteFrame(int xid, long zxid, int err, List<Record> body) {
        List<Record> records = new ArrayList<>();
        records.add(new org.apache.zookeeper.proto.ReplyHeader(xid, zxid, err));
        records.addAll(body);
        return JuteBytes.of(records);
    }

    /** The one frame in the buffer, checked to be as long as it says. */
    private static byte[] onlyFrame(ByteBuf out) {
        assertThat(out.readInt()).isEqualTo(out.readableBytes());
        return ByteBufUtil.getBytes(out);
    }

    @Property
    @Label("a reply is written byte for byte as a ZooKeeper server writes it")
    void writesWhatServersWrite(@ForAll int xid, @ForAll long zxid, @ForAll("answers") AnyReply.Answer answer) {
        ByteBuf out = Unpooled.buffer();
        ReplyEncoder.reply(out, xid, zxid, answer.reply());

        assertThat(onlyFrame(out)).isEqualTo(juteFrame(xid, zxid, 0, JuteReply.of(answer.reply())));
    }

    @Property
    @Label("what a ZooKeeper server writes is decoded to the same values, to the last byte")
    void readsWhatServersWrite(@ForAll int xid, @ForAll long zxid, @ForAll("answers") AnyReply.Answer answer)
            throws Exception {
        ByteBuf frame = Unpooled.wrappedBuffer(juteFrame(xid, zxid, 0, JuteReply.of(answer.reply())));

        assertThat(ReplyDecoder.decodeHeader(frame)).isEqualTo(new ReplyHeader(xid, zxid, 0));
        assertThat(ReplyDecoder.decodeBody(answer.answered(), frame))
                .isEqualTo(answer.reply())
                .hasSameHashCodeAs(answer.reply())
                .hasToString(answer.reply().toString());
        assertThat(frame.isReadable()).isFalse();
    }

    @Property
    @Label("a failure is a header alone")
    void writesFailures(@ForAll int xid, @ForAll long zxid, @ForAll int err) {
        ByteBuf out = Unpooled.buffer();
        ReplyEncoder.header(out, xid, zxid, err);

        assertThat(onlyFrame(out)).isEqualTo(juteFrame(xid, zxid, err, List.of()));
    }

    @Property
    @Label("a notification has xid -1 and the transaction's zxid")
    void writesNotifications(
            @ForAll long zxid, @ForAll int type, @ForAll int state, @ForAll("paths") @Nullable String path)
            throws Exception {
        ByteBuf out = Unpooled.buffer();
        ReplyEncoder.notification(out, zxid, new WatcherEvent(type, state, path));

        byte[] frame = onlyFrame(out);
        assertThat(frame)
                .isEqualTo(juteFrame(
                        -1, zxid, 0, List.of(new org.apache.zookeeper.proto.WatcherEvent(type, state, path))));
        ByteBuf in = Unpooled.wrappedBuffer(frame);
        assertThat(ReplyDecoder.decodeHeader(in)).isEqualTo(new ReplyHeader(-1, zxid, 0));
        assertThat(ReplyDecoder.decodeEvent(in)).isEqualTo(new WatcherEvent(type, state, path));
    }

    @Example
    @Label("a refused SASL exchange carries a null token behind its error")
    void writesRefusedTokens() {
        ByteBuf out = Unpooled.buffer();
        ReplyEncoder.token(out, 7, 0, ErrorCode.AUTH_FAILED, null);

        assertThat(onlyFrame(out))
                .isEqualTo(juteFrame(7, 0, ErrorCode.AUTH_FAILED, List.of(new SetSASLResponse(null))));
    }

    @Example
    @Label("writes in a multiRead are refused with a body that holds the end of the results alone")
    void writesRefusedMultiRead() {
        ByteBuf out = Unpooled.buffer();
        ReplyEncoder.writesInMultiRead(out, 7, 9);

        assertThat(onlyFrame(out))
                .isEqualTo(juteFrame(
                        7,
                        9,
                        ErrorCode.MARSHALLING_ERROR,
                        List.of(new org.apache.zookeeper.proto.MultiHeader(-1, true, -1))));
    }

    @Example
    @Label("several frames follow one another in one buffer")
    void appends() throws Exception {
        ByteBuf out = Unpooled.buffer();
        ReplyEncoder.header(out, 1, 10, 0);
        ReplyEncoder.path(out, 2, 11, "/a");
        ReplyEncoder.number(out, 3, 12, 4);

        List<ReplyHeader> headers = new ArrayList<>();
        while (out.isReadable()) {
            headers.add(ReplyDecoder.decodeHeader(out.readSlice(out.readInt())));
        }
        assertThat(headers)
                .containsExactly(new ReplyHeader(1, 10, 0), new ReplyHeader(2, 11, 0), new ReplyHeader(3, 12, 0));
    }
}
