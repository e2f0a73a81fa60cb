package io.corral.wire.codec;

import static io.corral.wire.codec.MalformedRecordException.Kind.BAD_MULTI;

import io.corral.wire.record.MultiResult;
import io.corral.wire.record.OpCode;
import java.util.ArrayList;
import java.util.List;

/** Reads the results of a multi or multiRead; the layout is drawn at {@link MultiResultWriter}. */
final class MultiResultReader {
    private MultiResultReader() {}

    static List<MultiResult> read(ByteBufInputArchive in) throws MalformedRecordException {
        List<MultiResult> results = new ArrayList<>();
        MultiHeader header = MultiHeader.read(in);
        while (!header.done()) {
            results.add(readResult(header.type(), in));
            header = MultiHeader.read(in);
        }
        return results;
    }

    private static MultiResult readResult(int type, ByteBufInputArchive in) throws MalformedRecordException {
        OpCode opCode = OpCode.of(type);
        if (opCode == null) {
            throw unknown(type);
        }
        return switch (opCode) {
            case ERROR -> new MultiResult.Failed(in.readInt("err"));
            case CREATE -> new MultiResult.Created(in.readString("path"));
            case CREATE2 -> new MultiResult.CreatedWithStat(in.readString("path"), WireFields.readStat(in));
            case DELETE -> new MultiResult.Deleted();
            case CHECK -> new MultiResult.Checked();
            case SET_DATA -> new MultiResult.DataSet(WireFields.readStat(in));
            case GET_DATA -> new MultiResult.DataRead(in.readBuffer("data"), WireFields.readStat(in));
            case GET_CHILDREN -> new MultiResult.ChildrenRead(WireFields.readStrings(in, "children"));
            default -> throw unknown(type);
        };
    }

    private static MalformedRecordException unknown(int type) {
        return new MalformedRecordException(BAD_MULTI, "multi result of type " + type);
    }
}
