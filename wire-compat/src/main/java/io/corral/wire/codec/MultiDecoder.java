package io.corral.wire.codec;

import static io.corral.wire.codec.MalformedRecordException.Kind.BAD_MULTI;
import static io.corral.wire.codec.MalformedRecordException.Kind.MULTI_WITHOUT_ACL;
import static io.corral.wire.codec.MalformedRecordException.Kind.WRITES_IN_MULTI_READ;

import io.corral.wire.record.OpCode;
import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.WriteRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the parts of multi and multiRead, which share one form on the wire.
 *
 * <pre>
 * { MultiHeader(type, false, -1) + body by type }  MultiHeader(-1, true, -1)
 * </pre>
 *
 * <p>What ZooKeeper's own decoder finds fault with fails here too, since it makes the whole request fail, not one part: an
 * operation not allowed, a mixture of reads and writes, and for the creates without ttl on the wire flags outside 0..4 or
 * a null ACL list. What kind of node the flags of a create make is left to the server.
 */
final class MultiDecoder {
    /** The highest flag of a create that needs no ttl (a container). */
    private static final int HIGHEST_FLAG_WITHOUT_TTL = 4;

    /** The highest flag of a create that means something (a sequential node with a ttl). */
    private static final int HIGHEST_FLAG = 6;

    private final List<WriteRequest> writes = new ArrayList<>();
    private final List<ReadRequest> reads = new ArrayList<>();

    private MultiDecoder() {}

    static WriteRequest.Multi decodeWrites(ByteBufInputArchive in) throws MalformedRecordException {
        MultiDecoder parts = new MultiDecoder();
        parts.readAll(in);
        if (!parts.reads.isEmpty()) {
            throw new MalformedRecordException(BAD_MULTI, "reads in a multi");
        }
        return new WriteRequest.Multi(parts.writes);
    }

    static ReadRequest.MultiRead decodeReads(ByteBufInputArchive in) throws MalformedRecordException {
        MultiDecoder parts = new MultiDecoder();
        parts.readAll(in);
        if (!parts.writes.isEmpty()) {
            throw new MalformedRecordException(WRITES_IN_MULTI_READ, "writes in a multiRead");
        }
        return new ReadRequest.MultiRead(parts.reads);
    }

    private void readAll(ByteBufInputArchive in) throws MalformedRecordException {
        MultiHeader header = MultiHeader.read(in);
        while (!header.done()) {
            readPart(header.type(), in);
            if (!writes.isEmpty() && !reads.isEmpty()) {
                throw new MalformedRecordException(BAD_MULTI, "reads and writes in one multi");
            }
            header = MultiHeader.read(in);
        }
    }

    private void readPart(int type, ByteBufInputArchive in) throws MalformedRecordException {
        OpCode opCode = OpCode.of(type);
        if (opCode == null) {
            throw notAllowed(type);
        }
        switch (opCode) {
            case CREATE, CREATE2, CREATE_CONTAINER -> writes.add(carriesNoTtl(RequestDecoder.create(opCode, in)));
            case CREATE_TTL -> writes.add(RequestDecoder.create(opCode, in));
            case DELETE -> writes.add(RequestDecoder.delete(in));
            case SET_DATA -> writes.add(RequestDecoder.setData(in));
            case CHECK -> writes.add(RequestDecoder.check(in));
            case GET_DATA -> reads.add(RequestDecoder.getData(in));
            case GET_CHILDREN -> reads.add(RequestDecoder.getChildren(in));
            default -> throw notAllowed(type);
        }
    }

    private static WriteRequest.Create carriesNoTtl(WriteRequest.Create create) throws MalformedRecordException {
        // The order is ZooKeeper's, and the answers' kinds differ.
        if (create.flags() < 0 || create.flags() > HIGHEST_FLAG) {
            throw new MalformedRecordException(BAD_MULTI, "flags " + create.flags());
        }
        if (create.acl() == null) {
            throw new MalformedRecordException(MULTI_WITHOUT_ACL, "create without ACL list");
        }
        if (create.flags() > HIGHEST_FLAG_WITHOUT_TTL) {
            throw new MalformedRecordException(BAD_MULTI, "flags " + create.flags() + " without ttl");
        }
        return create;
    }

    private static MalformedRecordException notAllowed(int type) {
        return new MalformedRecordException(BAD_MULTI, "operation " + type + " in a multi");
    }
}
