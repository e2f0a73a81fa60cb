package io.corral.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.proto.ConnectRequest;
import org.apache.zookeeper.proto.CreateRequest;
import org.apache.zookeeper.proto.CreateResponse;
import org.apache.zookeeper.proto.GetDataRequest;
import org.apache.zookeeper.proto.GetDataResponse;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.RequestHeader;
import org.apache.zookeeper.proto.SetDataRequest;
import org.apache.zookeeper.proto.SetDataResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The load generator's requests are what ZooKeeper's own classes read:")
class RequestsTest {
    private final ByteBuffer out = ByteBuffer.allocate(4_096);
    private final DataSet data = new DataSet(10, 100);
    private final Requests requests = new Requests(out, data, "/bench/run-1-007");

    @Test
    @DisplayName("connect")
    void connect() throws IOException {
        requests.connect();
        ConnectRequest read = readBody(frame(), new ConnectRequest());
        assertThat(read).isEqualTo(new ConnectRequest(0, 0, 30_000, 0, new byte[16], false));
    }

    @Test
    @DisplayName("create, with a new name each time")
    void create() throws IOException {
        requests.create(5);
        requests.create(6);
        assertThat(read(5, OpCode.create, new CreateRequest()))
                .isEqualTo(new CreateRequest("/bench/run-1-007/0000000000", data.value(), Ids.OPEN_ACL_UNSAFE, 0));
        assertThat(read(6, OpCode.create, new CreateRequest()).getPath()).isEqualTo("/bench/run-1-007/0000000001");
    }

    @Test
    @DisplayName("get")
    void get() throws IOException {
        requests.get(7, 3);
        assertThat(read(7, OpCode.getData, new GetDataRequest())).isEqualTo(new GetDataRequest("/bench/key-3", false));
    }

    @Test
    @DisplayName("set")
    void set() throws IOException {
        requests.set(8, 9);
        assertThat(read(8, OpCode.setData, new SetDataRequest()))
                .isEqualTo(new SetDataRequest("/bench/key-9", data.value(), -1));
    }

    @Test
    @DisplayName("and none is longer than is announced")
    void noneIsLongerThanAnnounced() {
        requests.create(1);
        assertThat(out.position()).isLessThanOrEqualTo(requests.longest());
    }

    @Test
    @DisplayName("and each announces the length of its good answer")
    void eachAnnouncesTheLengthOfItsAnswer() throws IOException {
        assertThat(requests.create(1)).isEqualTo(length(new CreateResponse("/bench/run-1-007/0000000000")));
        assertThat(requests.get(2, 0)).isEqualTo(length(new GetDataResponse(data.value(), new Stat())));
        assertThat(requests.set(3, 0)).isEqualTo(length(new SetDataResponse(new Stat())));
    }

    private static int length(Record answer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryOutputArchive archive = BinaryOutputArchive.getArchive(bytes);
        new ReplyHeader(1, 2, 0).serialize(archive, "header");
        answer.serialize(archive, "answer");
        return bytes.size();
    }

    private int read;

    private ByteBuffer frame() {
        int length = out.getInt(read);
        ByteBuffer frame = ByteBuffer.wrap(out.array(), read + Integer.BYTES, length);
        read += Integer.BYTES + length;
        assertThat(read).isLessThanOrEqualTo(out.position());
        return frame;
    }

    private <R extends Record> R read(int xid, int type, R into) throws IOException {
        DataInputStream in = stream(frame());
        RequestHeader header = new RequestHeader();
        header.deserialize(BinaryInputArchive.getArchive(in), "header");
        assertThat(header).isEqualTo(new RequestHeader(xid, type));
        into.deserialize(BinaryInputArchive.getArchive(in), "body");
        assertThat(in.available()).as("bytes left over").isZero();
        return into;
    }

    private static <R extends Record> R readBody(ByteBuffer frame, R into) throws IOException {
        DataInputStream in = stream(frame);
        into.deserialize(BinaryInputArchive.getArchive(in), "body");
        assertThat(in.available()).as("bytes left over").isZero();
        return into;
    }

    private static DataInputStream stream(ByteBuffer frame) {
        return new DataInputStream(new ByteArrayInputStream(frame.array(), frame.position(), frame.remaining()));
    }
}
