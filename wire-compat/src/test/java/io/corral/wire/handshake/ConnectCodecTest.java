package io.corral.wire.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.wire.codec.MalformedRecordException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;

@Label("The handshake")
class ConnectCodecTest {
    private static final Arbitrary<byte[]> PASSWORDS =
            Arbitraries.bytes().array(byte[].class).ofMaxSize(40).injectNull(0.1);

    @Provide
    Arbitrary<ConnectRequest> requests() {
        return Combinators.combine(
                        Arbitraries.integers(),
                        Arbitraries.longs(),
                        Arbitraries.integers(),
                        Arbitraries.longs(),
                        PASSWORDS,
                        Arbitraries.integers().between(0, 2))
                .as((version, zxid, timeOut, id, password, mode) ->
                        new ConnectRequest(version, zxid, timeOut, id, password, mode == 2, mode > 0));
    }

    @Provide
    Arbitrary<ConnectResponse> responses() {
        return Combinators.combine(
                        Arbitraries.integers(),
                        Arbitraries.integers(),
                        Arbitraries.longs(),
                        PASSWORDS,
                        Arbitraries.integers().between(0, 2))
                .as((version, timeOut, id, password, mode) ->
                        new ConnectResponse(version, timeOut, id, password, mode == 2, mode > 0));
    }

    /** What ZooKeeper writes; a client from before 3.4 leaves the last byte out. */
    private static byte[] jute(Record record, boolean withReadOnlyByte) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        record.serialize(BinaryOutputArchive.getArchive(bytes), "connect");
        byte[] all = bytes.toByteArray();
        return withReadOnlyByte ? all : java.util.Arrays.copyOf(all, all.length - 1);
    }

    @Property
    @Label("a request is, both ways, byte for byte ZooKeeper's, with the readOnly byte and without")
    void requestsInterOperate(@ForAll("requests") ConnectRequest request) throws IOException {
        byte[] expected = jute(
                new org.apache.zookeeper.proto.ConnectRequest(
                        request.protocolVersion(),
                        request.lastZxidSeen(),
                        request.timeOutMillis(),
                        request.sessionId(),
                        request.password(),
                        request.readOnly()),
                request.hasReadOnlyByte());
        ByteBuf frame = Unpooled.buffer();
        ConnectCodec.encodeRequest(frame, request);

        assertThat(frame.readInt()).isEqualTo(expected.length);
        assertThat(ByteBufUtil.getBytes(frame)).isEqualTo(expected);
        assertThat(ConnectCodec.decodeRequest(frame)).isEqualTo(request).hasSameHashCodeAs(request);
    }

    @Property
    @Label("a response is, both ways, byte for byte ZooKeeper's, with the readOnly byte and without")
    void responsesInterOperate(@ForAll("responses") ConnectResponse response) throws IOException {
        byte[] expected = jute(
                new org.apache.zookeeper.proto.ConnectResponse(
                        response.protocolVersion(),
                        response.timeOutMillis(),
                        response.sessionId(),
                        response.password(),
                        response.readOnly()),
                response.hasReadOnlyByte());
        ByteBuf frame = Unpooled.buffer();
        ConnectCodec.encodeResponse(frame, response);

        assertThat(frame.readInt()).isEqualTo(expected.length);
        assertThat(ByteBufUtil.getBytes(frame)).isEqualTo(expected);
        assertThat(ConnectCodec.decodeResponse(frame)).isEqualTo(response).hasSameHashCodeAs(response);
    }

    @Property(tries = 200)
    @Label("a request cut off before the end of its password is malformed; without its last byte it is an old client's")
    void truncated(@ForAll("requests") ConnectRequest request) throws IOException {
        ByteBuf frame = Unpooled.buffer();
        ConnectCodec.encodeRequest(frame, request);
        int complete = frame.readInt() - (request.hasReadOnlyByte() ? 1 : 0);
        for (int length = 0; length < complete; length++) {
            ByteBuf cut = frame.slice(frame.readerIndex(), length);
            assertThatThrownBy(() -> ConnectCodec.decodeRequest(cut)).isInstanceOf(MalformedRecordException.class);
        }
        assertThat(ConnectCodec.decodeRequest(frame.slice(frame.readerIndex(), complete))
                        .hasReadOnlyByte())
                .isFalse();
    }

    @Example
    @Label("a refusal is all zeros, 36 bytes long, or 37 for those who sent the readOnly byte")
    void refusal() {
        for (boolean hasReadOnlyByte : new boolean[] {false, true}) {
            ByteBuf frame = Unpooled.buffer();
            ConnectCodec.encodeResponse(frame, ConnectResponse.refused(false, hasReadOnlyByte));

            assertThat(frame.readInt()).isEqualTo(hasReadOnlyByte ? 37 : 36).isEqualTo(frame.readableBytes());
            frame.skipBytes(16);
            assertThat(frame.readInt()).isEqualTo(ConnectResponse.PASSWORD_BYTES);
            assertThat(ByteBufUtil.getBytes(frame)).containsOnly(0);
        }
    }

    @Example
    @Label("passwords do not show in logs")
    void passwordsAreNotShown() {
        byte[] password = {11, 22, 33};
        assertThat(new ConnectRequest(0, 0, 0, 0, password, false, false).toString())
                .doesNotContain("11", "22", "33", "password");
        assertThat(ConnectResponse.accepted(1, 1, password, false, false).toString())
                .doesNotContain("11", "22", "33", "password");
    }
}
