package io.corral.wire.codec;

import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.MultiResult;
import io.corral.wire.record.MultiResultVisitor;
import io.corral.wire.record.OpCode;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Writes the results of a multi or multiRead.
 *
 * <pre>
 * { MultiHeader(type, false, err) + result by type }  MultiHeader(-1, true, -1)
 *
 * -1  failed                        int err, as in the MultiHeader
 *  1  create                        path
 *  2  delete                        nothing
 *  4  getData                       data, Stat
 *  5  setData                       Stat
 *  8  getChildren                   names
 * 13  check                         nothing
 * 15  create2, Container, TTL       path, Stat
 * </pre>
 */
final class MultiResultWriter implements MultiResultVisitor<ByteBuf> {
    private final ByteBuf buffer;
    private final ByteBufOutputArchive out;

    private MultiResultWriter(ByteBuf buffer) {
        this.buffer = buffer;
        this.out = new ByteBufOutputArchive(buffer);
    }

    static void write(ByteBuf buffer, List<? extends MultiResult> results) {
        MultiResultWriter writer = new MultiResultWriter(buffer);
        for (MultiResult result : results) {
            result.accept(writer);
        }
        MultiHeader.END.write(writer.out);
    }

    private void begin(OpCode type, int err) {
        new MultiHeader(type.code(), false, err).write(out);
    }

    @Override
    public ByteBuf failed(MultiResult.Failed failed) {
        begin(OpCode.ERROR, failed.err());
        out.writeInt(failed.err(), "err");
        return buffer;
    }

    @Override
    public ByteBuf created(MultiResult.Created created) {
        begin(OpCode.CREATE, ErrorCode.OK);
        out.writeString(created.path(), "path");
        return buffer;
    }

    @Override
    public ByteBuf createdWithStat(MultiResult.CreatedWithStat created) {
        begin(OpCode.CREATE2, ErrorCode.OK);
        out.writeString(created.path(), "path");
        WireFields.writeStat(buffer, created.stat());
        return buffer;
    }

    @Override
    public ByteBuf deleted(MultiResult.Deleted deleted) {
        begin(OpCode.DELETE, ErrorCode.OK);
        return buffer;
    }

    @Override
    public ByteBuf checked(MultiResult.Checked checked) {
        begin(OpCode.CHECK, ErrorCode.OK);
        return buffer;
    }

    @Override
    public ByteBuf dataSet(MultiResult.DataSet set) {
        begin(OpCode.SET_DATA, ErrorCode.OK);
        WireFields.writeStat(buffer, set.stat());
        return buffer;
    }

    @Override
    public ByteBuf dataRead(MultiResult.DataRead read) {
        begin(OpCode.GET_DATA, ErrorCode.OK);
        out.writeBuffer(read.data(), "data");
        WireFields.writeStat(buffer, read.stat());
        return buffer;
    }

    @Override
    public ByteBuf childrenRead(MultiResult.ChildrenRead read) {
        begin(OpCode.GET_CHILDREN, ErrorCode.OK);
        WireFields.writeStrings(out, read.names(), "children");
        return buffer;
    }
}
