package io.corral.wire.codec;

import static io.corral.wire.codec.AnyValue.acl;
import static io.corral.wire.codec.AnyValue.anyInt;
import static io.corral.wire.codec.AnyValue.anyLong;
import static io.corral.wire.codec.AnyValue.bytes;
import static io.corral.wire.codec.AnyValue.entries;
import static io.corral.wire.codec.AnyValue.flag;
import static io.corral.wire.codec.AnyValue.text;
import static io.corral.wire.codec.AnyValue.texts;
import static net.jqwik.api.Combinators.combine;

import io.corral.wire.record.AclEntry;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.Request;
import io.corral.wire.record.SessionRequest;
import io.corral.wire.record.WatchRequest;
import io.corral.wire.record.WriteRequest;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary requests of every kind. */
final class AnyRequest {
    private AnyRequest() {}

    static Arbitrary<Request> request() {
        return Arbitraries.oneOf(write(), multi(), read(), multiRead(), watch(), session());
    }

    private static Arbitrary<Request> write() {
        return Arbitraries.oneOf(
                createOf(AnyValue.acl(), anyInt()),
                createTtl(),
                combine(text(), anyInt()).as(WriteRequest.Delete::new),
                combine(text(), bytes(), anyInt()).as(WriteRequest.SetData::new),
                combine(text(), acl(), anyInt()).as(WriteRequest.SetAcl::new),
                combine(text(), anyInt()).as(WriteRequest.Check::new),
                combine(text(), text(), text(), anyLong()).as(WriteRequest.Reconfig::new),
                text().map(WriteRequest.DeleteContainer::new));
    }

    private static Arbitrary<WriteRequest.Create> createOf(Arbitrary<List<AclEntry>> acl, Arbitrary<Integer> flags) {
        Arbitrary<OpCode> kinds = Arbitraries.of(OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER);
        return combine(kinds, text(), bytes(), acl, flags)
                .as((kind, path, data, list, flag) ->
                        new WriteRequest.Create(kind, path, data, list, flag, WriteRequest.Create.NO_TTL));
    }

    private static Arbitrary<WriteRequest.Create> createTtl() {
        return combine(text(), bytes(), acl(), anyInt(), anyLong())
                .as((path, data, list, flags, ttl) ->
                        new WriteRequest.Create(OpCode.CREATE_TTL, path, data, list, flags, ttl));
    }

    /** Only what a multi can carry. */
    private static Arbitrary<WriteRequest.Multi> multi() {
        Arbitrary<WriteRequest> part = Arbitraries.oneOf(
                createOf(entries(), Arbitraries.integers().between(0, 4)),
                createTtl(),
                combine(text(), anyInt()).as(WriteRequest.Delete::new),
                combine(text(), bytes(), anyInt()).as(WriteRequest.SetData::new),
                combine(text(), anyInt()).as(WriteRequest.Check::new));
        return part.list().ofMaxSize(6).map(WriteRequest.Multi::new);
    }

    private static Arbitrary<Request> read() {
        return Arbitraries.oneOf(
                combine(text(), flag()).as(ReadRequest.Exists::new),
                combine(text(), flag()).as(ReadRequest.GetData::new),
                text().map(ReadRequest.GetAcl::new),
                combine(text(), flag()).as(ReadRequest.GetChildren::new),
                combine(text(), flag()).as(ReadRequest.GetChildren2::new),
                text().map(ReadRequest.GetEphemerals::new),
                text().map(ReadRequest.GetAllChildrenNumber::new));
    }

    private static Arbitrary<ReadRequest.MultiRead> multiRead() {
        Arbitrary<ReadRequest> part = Arbitraries.oneOf(
                combine(text(), flag()).as(ReadRequest.GetData::new),
                combine(text(), flag()).as(ReadRequest.GetChildren::new));
        return part.list().ofMaxSize(6).map(ReadRequest.MultiRead::new);
    }

    private static Arbitrary<Request> watch() {
        return Arbitraries.oneOf(
                combine(text(), anyInt()).as(WatchRequest.CheckWatches::new),
                combine(text(), anyInt()).as(WatchRequest.RemoveWatches::new),
                combine(text(), anyInt()).as(WatchRequest.AddWatch::new),
                combine(anyLong(), texts(), texts(), texts()).as(WatchRequest.SetWatches::new),
                combine(anyLong(), texts(), texts(), texts(), texts(), texts()).as(WatchRequest.SetWatches2::new));
    }

    private static Arbitrary<Request> session() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        new SessionRequest.Ping(), new SessionRequest.CloseSession(), new SessionRequest.WhoAmI()),
                text().map(SessionRequest.Sync::new),
                combine(anyInt(), text(), bytes()).as(SessionRequest.Auth::new),
                bytes().map(SessionRequest.Sasl::new));
    }
}
