package io.corral.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.wire.codec.MalformedRecordException.Kind;
import io.corral.wire.record.AclEntry;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.Request;
import io.corral.wire.record.WriteRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.zookeeper.MultiOperationRecord;
import org.apache.zookeeper.Op;
import org.jspecify.annotations.Nullable;

@Label("Decoding multi and multiRead")
class MultiDecoderTest {
    private static final List<AclEntry> OPEN = List.of(new AclEntry(31, "world", "anyone"));

    /** Parts of every kind, among them those a multi cannot carry. */
    @Provide
    Arbitrary<List<Request>> parts() {
        Arbitrary<OpCode> creates =
                Arbitraries.of(OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL);
        Arbitrary<@Nullable List<AclEntry>> acls = Arbitraries.just(OPEN).injectNull(0.1);
        Arbitrary<Request> create = Combinators.combine(
                        creates, Arbitraries.integers().between(-1, 7), acls)
                .as((kind, flags, acl) -> new WriteRequest.Create(kind, "/a", new byte[0], acl, flags, -1));
        Arbitrary<Request> write = Arbitraries.of(new WriteRequest.Delete("/a", 1), new WriteRequest.Check("/a", 2));
        Arbitrary<Request> read =
                Arbitraries.of(new ReadRequest.GetData("/a", true), new ReadRequest.GetChildren("/a", false));
        return Arbitraries.oneOf(
                Arbitraries.oneOf(create, write).list().ofMaxSize(3),
                read.list().ofMaxSize(3),
                Arbitraries.oneOf(write, read, AnyRequest.request()).list().ofMaxSize(3));
    }

    private static ByteBuf multi(List<? extends Request> parts) {
        ByteBuf body = Unpooled.buffer();
        ByteBufOutputArchive out = new ByteBufOutputArchive(body);
        for (Request part : parts) {
            MultiHeader.ofRequest(part.opCode().code()).write(out);
            RequestEncoder.body(body, part);
        }
        MultiHeader.END.write(out);
        return body;
    }

    /** What becomes of a list of parts. */
    private enum Outcome {
        TAKEN,
        /** Refused as one that cannot be read, which costs a zxid. */
        UNREADABLE,
        /** Refused since a create of it has no ACL list, which costs none. */
        WITHOUT_ACL
    }

    private static Outcome inZooKeeper(ByteBuf body, Op.OpKind kind) throws Exception {
        try {
            MultiOperationRecord record = JuteBytes.read(ByteBufUtil.getBytes(body), new MultiOperationRecord());
            return record.getOpKind() == null || record.getOpKind() == kind ? Outcome.TAKEN : Outcome.UNREADABLE;
        } catch (IOException e) {
            return Outcome.UNREADABLE;
        } catch (NullPointerException e) {
            // Its request processor makes no failed transaction of this one.
            return Outcome.WITHOUT_ACL;
        }
    }

    private static Outcome here(ByteBuf body, OpCode opCode) {
        try {
            RequestDecoder.decodeBody(opCode, body.duplicate());
            return Outcome.TAKEN;
        } catch (MalformedRecordException e) {
            return e.kind() == Kind.MULTI_WITHOUT_ACL ? Outcome.WITHOUT_ACL : Outcome.UNREADABLE;
        }
    }

    @Property(tries = 3000)
    @Label("accepts the lists of parts that ZooKeeper's own decoder accepts, and tells the others apart as it does")
    void agreesWithZooKeeper(@ForAll("parts") List<Request> parts) throws Exception {
        ByteBuf body = multi(parts);

        assertThat(here(body, OpCode.MULTI)).isEqualTo(inZooKeeper(body, Op.OpKind.TRANSACTION));
        assertThat(here(body, OpCode.MULTI_READ)).isEqualTo(inZooKeeper(body, Op.OpKind.READ));
    }

    @Example
    @Label("a part of any operation but those allowed is refused")
    void operationsNotAllowed() {
        List<Integer> allowed = new ArrayList<>();
        for (int type = -20; type < 130; type++) {
            ByteBuf body = Unpooled.buffer();
            MultiHeader.ofRequest(type).write(new ByteBufOutputArchive(body));
            try {
                RequestDecoder.decodeBody(OpCode.MULTI, body);
            } catch (MalformedRecordException e) {
                if (e.kind() == Kind.BAD_RECORD) {
                    allowed.add(type);
                }
            }
        }
        assertThat(allowed).containsExactly(1, 2, 4, 5, 8, 13, 15, 19, 21);
    }

    @Example
    @Label("well-formed writes under multiRead are told apart, since ZooKeeper answers them with a body")
    void writesInMultiRead() {
        assertKind(OpCode.MULTI_READ, Kind.WRITES_IN_MULTI_READ, new WriteRequest.Delete("/a", -1));
        assertKind(
                OpCode.MULTI_READ,
                Kind.BAD_MULTI,
                new WriteRequest.Delete("/a", -1),
                new ReadRequest.GetData("/a", false));
        assertKind(OpCode.MULTI, Kind.BAD_MULTI, new ReadRequest.GetData("/a", false));
    }

    @Example
    @Label("a create that needs a ttl but carries none is refused; one that carries it is not, whatever its flags")
    void ttlFlags() {
        for (OpCode kind : List.of(OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER)) {
            for (int flags : new int[] {-1, 5, 6, 7}) {
                assertKind(OpCode.MULTI, Kind.BAD_MULTI, new WriteRequest.Create(kind, "/a", null, OPEN, flags, -1));
            }
            for (int flags : new int[] {-1, 7}) {
                assertKind(OpCode.MULTI, Kind.BAD_MULTI, new WriteRequest.Create(kind, "/a", null, null, flags, -1));
            }
            for (int flags : new int[] {0, 5, 6}) {
                assertKind(
                        OpCode.MULTI,
                        Kind.MULTI_WITHOUT_ACL,
                        new WriteRequest.Create(kind, "/a", null, null, flags, -1));
            }
        }
        WriteRequest ttl = new WriteRequest.Create(OpCode.CREATE_TTL, "/a", null, null, 99, -5);
        assertThatCode(() -> RequestDecoder.decodeBody(OpCode.MULTI, multi(List.of(ttl))))
                .doesNotThrowAnyException();
    }

    @Example
    @Label("a list of no parts is well-formed under both")
    void empty() throws Exception {
        assertThat(RequestDecoder.decodeBody(OpCode.MULTI, multi(List.of())))
                .isEqualTo(new WriteRequest.Multi(List.of()));
        assertThat(RequestDecoder.decodeBody(OpCode.MULTI_READ, multi(List.of())))
                .isEqualTo(new ReadRequest.MultiRead(List.of()));
    }

    private static void assertKind(OpCode opCode, Kind kind, Request... parts) {
        assertThatThrownBy(() -> RequestDecoder.decodeBody(opCode, multi(List.of(parts))))
                .isInstanceOfSatisfying(
                        MalformedRecordException.class,
                        e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
