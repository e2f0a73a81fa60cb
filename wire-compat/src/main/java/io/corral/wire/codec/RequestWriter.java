package io.corral.wire.codec;

import io.corral.wire.record.OpCode;
import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.Request;
import io.corral.wire.record.RequestVisitor;
import io.corral.wire.record.SessionRequest;
import io.corral.wire.record.WatchRequest;
import io.corral.wire.record.WriteRequest;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** Writes the body of each request; every method returns the buffer. */
final class RequestWriter implements RequestVisitor<ByteBuf> {
    private final ByteBuf buffer;
    private final ByteBufOutputArchive out;

    RequestWriter(ByteBuf buffer) {
        this.buffer = buffer;
        this.out = new ByteBufOutputArchive(buffer);
    }

    @Override
    public ByteBuf create(WriteRequest.Create request) {
        out.writeString(request.path(), "path");
        out.writeBuffer(request.data(), "data");
        WireFields.writeAcl(out, request.acl());
        out.writeInt(request.flags(), "flags");
        if (request.opCode() == OpCode.CREATE_TTL) {
            out.writeLong(request.ttlMillis(), "ttl");
        }
        return buffer;
    }

    @Override
    public ByteBuf delete(WriteRequest.Delete request) {
        out.writeString(request.path(), "path");
        out.writeInt(request.version(), "version");
        return buffer;
    }

    @Override
    public ByteBuf setData(WriteRequest.SetData request) {
        out.writeString(request.path(), "path");
        out.writeBuffer(request.data(), "data");
        out.writeInt(request.version(), "version");
        return buffer;
    }

    @Override
    public ByteBuf setAcl(WriteRequest.SetAcl request) {
        out.writeString(request.path(), "path");
        WireFields.writeAcl(out, request.acl());
        out.writeInt(request.version(), "version");
        return buffer;
    }

    @Override
    public ByteBuf check(WriteRequest.Check request) {
        out.writeString(request.path(), "path");
        out.writeInt(request.version(), "version");
        return buffer;
    }

    @Override
    public ByteBuf multi(WriteRequest.Multi request) {
        writeParts(request.ops());
        return buffer;
    }

    @Override
    public ByteBuf reconfig(WriteRequest.Reconfig request) {
        out.writeString(request.joiningServers(), "joiningServers");
        out.writeString(request.leavingServers(), "leavingServers");
        out.writeString(request.newMembers(), "newMembers");
        out.writeLong(request.curConfigId(), "curConfigId");
        return buffer;
    }

    @Override
    public ByteBuf deleteContainer(WriteRequest.DeleteContainer request) {
        out.writeString(request.path(), "path");
        return buffer;
    }

    @Override
    public ByteBuf exists(ReadRequest.Exists request) {
        out.writeString(request.path(), "path");
        out.writeBool(request.watch(), "watch");
        return buffer;
    }

    @Override
    public ByteBuf getData(ReadRequest.GetData request) {
        out.writeString(request.path(), "path");
        out.writeBool(request.watch(), "watch");
        return buffer;
    }

    @Override
    public ByteBuf getAcl(ReadRequest.GetAcl request) {
        out.writeString(request.path(), "path");
        return buffer;
    }

    @Override
    public ByteBuf getChildren(ReadRequest.GetChildren request) {
        out.writeString(request.path(), "path");
        out.writeBool(request.watch(), "watch");
        return buffer;
    }

    @Override
    public ByteBuf getChildren2(ReadRequest.GetChildren2 request) {
        out.writeString(request.path(), "path");
        out.writeBool(request.watch(), "watch");
        return buffer;
    }

    @Override
    public ByteBuf getEphemerals(ReadRequest.GetEphemerals request) {
        out.writeString(request.prefix(), "prefixPath");
        return buffer;
    }

    @Override
    public ByteBuf getAllChildrenNumber(ReadRequest.GetAllChildrenNumber request) {
        out.writeString(request.path(), "path");
        return buffer;
    }

    @Override
    public ByteBuf multiRead(ReadRequest.MultiRead request) {
        writeParts(request.ops());
        return buffer;
    }

    @Override
    public ByteBuf checkWatches(WatchRequest.CheckWatches request) {
        out.writeString(request.path(), "path");
        out.writeInt(request.type(), "type");
        return buffer;
    }

    @Override
    public ByteBuf removeWatches(WatchRequest.RemoveWatches request) {
        out.writeString(request.path(), "path");
        out.writeInt(request.type(), "type");
        return buffer;
    }

    @Override
    public ByteBuf addWatch(WatchRequest.AddWatch request) {
        out.writeString(request.path(), "path");
        out.writeInt(request.mode(), "mode");
        return buffer;
    }

    @Override
    public ByteBuf setWatches(WatchRequest.SetWatches request) {
        out.writeLong(request.relativeZxid(), "relativeZxid");
        WireFields.writeStrings(out, request.dataWatches(), "dataWatches");
        WireFields.writeStrings(out, request.existWatches(), "existWatches");
        WireFields.writeStrings(out, request.childWatches(), "childWatches");
        return buffer;
    }

    @Override
    public ByteBuf setWatches2(WatchRequest.SetWatches2 request) {
        out.writeLong(request.relativeZxid(), "relativeZxid");
        WireFields.writeStrings(out, request.dataWatches(), "dataWatches");
        WireFields.writeStrings(out, request.existWatches(), "existWatches");
        WireFields.writeStrings(out, request.childWatches(), "childWatches");
        WireFields.writeStrings(out, request.persistentWatches(), "persistentWatches");
        WireFields.writeStrings(out, request.persistentRecursiveWatches(), "persistentRecursiveWatches");
        return buffer;
    }

    @Override
    public ByteBuf ping(SessionRequest.Ping request) {
        return buffer;
    }

    @Override
    public ByteBuf closeSession(SessionRequest.CloseSession request) {
        return buffer;
    }

    @Override
    public ByteBuf sync(SessionRequest.Sync request) {
        out.writeString(request.path(), "path");
        return buffer;
    }

    @Override
    public ByteBuf whoAmI(SessionRequest.WhoAmI request) {
        return buffer;
    }

    @Override
    public ByteBuf auth(SessionRequest.Auth request) {
        out.writeInt(request.type(), "type");
        out.writeString(request.scheme(), "scheme");
        out.writeBuffer(request.auth(), "auth");
        return buffer;
    }

    @Override
    public ByteBuf sasl(SessionRequest.Sasl request) {
        out.writeBuffer(request.token(), "token");
        return buffer;
    }

    private void writeParts(List<? extends Request> parts) {
        for (Request part : parts) {
            MultiHeader.ofRequest(part.opCode().code()).write(out);
            part.accept(this);
        }
        MultiHeader.END.write(out);
    }
}
