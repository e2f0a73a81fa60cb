package io.corral.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.wire.record.OpCode;
import io.corral.wire.record.Request;
import io.corral.wire.record.RequestHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jute.Record;

@Label("Requests, against the records and archives of zookeeper-jute")
class RequestInteroperabilityTest {

    @Provide
    Arbitrary<Request> requests() {
        return AnyRequest.request();
    }

    @Property
    @Label("a request is written byte for byte as a ZooKeeper client writes it")
    void writesWhatClientsWrite(@ForAll int xid, @ForAll("requests") Request request) {
        List<Record> records = new ArrayList<>();
        records.add(new org.apache.zookeeper.proto.RequestHeader(
                xid, request.opCode().code()));
        records.addAll(JuteRequest.of(request));
        byte[] expected = JuteBytes.of(records);

        ByteBuf frame = Unpooled.buffer();
        RequestEncoder.request(frame, xid, request);

        assertThat(frame.readInt()).isEqualTo(expected.length);
        assertThat(ByteBufUtil.getBytes(frame)).isEqualTo(expected);
    }

    @Property
    @Label("what a ZooKeeper client writes is decoded to the same values, to the last byte")
    void readsWhatClientsWrite(@ForAll int xid, @ForAll("requests") Request request) throws Exception {
        List<Record> records = new ArrayList<>();
        records.add(new org.apache.zookeeper.proto.RequestHeader(
                xid, request.opCode().code()));
        records.addAll(JuteRequest.of(request));
        ByteBuf frame = Unpooled.wrappedBuffer(JuteBytes.of(records));

        RequestHeader header = RequestDecoder.decodeHeader(frame);
        Request decoded = RequestDecoder.decodeBody(OpCode.of(header.opCode()), frame);

        assertThat(header).isEqualTo(new RequestHeader(xid, request.opCode().code()));
        assertThat(decoded).isEqualTo(request).hasSameHashCodeAs(request).hasToString(request.toString());
        assertThat(frame.isReadable()).isFalse();
    }

    @Property
    @Label("bytes after the record are ignored, from direct memory as from the heap")
    void ignoresWhatFollows(@ForAll("requests") Request request, @ForAll byte[] more) throws Exception {
        ByteBuf body = Unpooled.directBuffer();
        try {
            RequestEncoder.body(body, request);
            body.writeBytes(more);

            assertThat(RequestDecoder.decodeBody(request.opCode(), body)).isEqualTo(request);
            assertThat(body.readableBytes()).isEqualTo(more.length);
        } finally {
            body.release();
        }
    }
}
