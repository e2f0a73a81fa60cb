package io.corral.wire.codec;

import io.corral.wire.record.AclEntry;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.Request;
import io.corral.wire.record.RequestVisitor;
import io.corral.wire.record.SessionRequest;
import io.corral.wire.record.WatchRequest;
import io.corral.wire.record.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.jute.Record;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.proto.AddWatchRequest;
import org.apache.zookeeper.proto.AuthPacket;
import org.apache.zookeeper.proto.CheckVersionRequest;
import org.apache.zookeeper.proto.CheckWatchesRequest;
import org.apache.zookeeper.proto.CreateRequest;
import org.apache.zookeeper.proto.CreateTTLRequest;
import org.apache.zookeeper.proto.DeleteRequest;
import org.apache.zookeeper.proto.ExistsRequest;
import org.apache.zookeeper.proto.GetACLRequest;
import org.apache.zookeeper.proto.GetAllChildrenNumberRequest;
import org.apache.zookeeper.proto.GetChildren2Request;
import org.apache.zookeeper.proto.GetChildrenRequest;
import org.apache.zookeeper.proto.GetDataRequest;
import org.apache.zookeeper.proto.GetEphemeralsRequest;
import org.apache.zookeeper.proto.GetSASLRequest;
import org.apache.zookeeper.proto.ReconfigRequest;
import org.apache.zookeeper.proto.RemoveWatchesRequest;
import org.apache.zookeeper.proto.SetACLRequest;
import org.apache.zookeeper.proto.SetDataRequest;
import org.apache.zookeeper.proto.SetWatches;
import org.apache.zookeeper.proto.SetWatches2;
import org.apache.zookeeper.proto.SyncRequest;
import org.jspecify.annotations.Nullable;

/** The generated records of zookeeper-jute that say the same as a request: what a ZooKeeper client would write. */
final class JuteRequest implements RequestVisitor<List<Record>> {

    static List<Record> of(Request request) {
        return request.accept(new JuteRequest());
    }

    static @Nullable List<ACL> acl(@Nullable List<AclEntry> acl) {
        return acl == null
                ? null
                : acl.stream()
                        .map(e -> new ACL(e.perms(), new Id(e.scheme(), e.id())))
                        .toList();
    }

    @Override
    public List<Record> create(WriteRequest.Create r) {
        return List.of(
                r.opCode() == OpCode.CREATE_TTL
                        ? new CreateTTLRequest(r.path(), r.data(), acl(r.acl()), r.flags(), r.ttlMillis())
                        : new CreateRequest(r.path(), r.data(), acl(r.acl()), r.flags()));
    }

    @Override
    public List<Record> delete(WriteRequest.Delete r) {
        return List.of(new DeleteRequest(r.path(), r.version()));
    }

    @Override
    public List<Record> setData(WriteRequest.SetData r) {
        return List.of(new SetDataRequest(r.path(), r.data(), r.version()));
    }

    @Override
    public List<Record> setAcl(WriteRequest.SetAcl r) {
        return List.of(new SetACLRequest(r.path(), acl(r.acl()), r.version()));
    }

    @Override
    public List<Record> check(WriteRequest.Check r) {
        return List.of(new CheckVersionRequest(r.path(), r.version()));
    }

    @Override
    public List<Record> multi(WriteRequest.Multi r) {
        return parts(r.ops());
    }

    @Override
    public List<Record> reconfig(WriteRequest.Reconfig r) {
        return List.of(new ReconfigRequest(r.joiningServers(), r.leavingServers(), r.newMembers(), r.curConfigId()));
    }

    /** ZooKeeper has no record for it: the body is a path. */
    @Override
    public List<Record> deleteContainer(WriteRequest.DeleteContainer r) {
        return List.of(new SyncRequest(r.path()));
    }

    @Override
    public List<Record> exists(ReadRequest.Exists r) {
        return List.of(new ExistsRequest(r.path(), r.watch()));
    }

    @Override
    public List<Record> getData(ReadRequest.GetData r) {
        return List.of(new GetDataRequest(r.path(), r.watch()));
    }

    @Override
    public List<Record> getAcl(ReadRequest.GetAcl r) {
        return List.of(new GetACLRequest(r.path()));
    }

    @Override
    public List<Record> getChildren(ReadRequest.GetChildren r) {
        return List.of(new GetChildrenRequest(r.path(), r.watch()));
    }

    @Override
    public List<Record> getChildren2(ReadRequest.GetChildren2 r) {
        return List.of(new GetChildren2Request(r.path(), r.watch()));
    }

    @Override
    public List<Record> getEphemerals(ReadRequest.GetEphemerals r) {
        return List.of(new GetEphemeralsRequest(r.prefix()));
    }

    @Override
    public List<Record> getAllChildrenNumber(ReadRequest.GetAllChildrenNumber r) {
        return List.of(new GetAllChildrenNumberRequest(r.path()));
    }

    @Override
    public List<Record> multiRead(ReadRequest.MultiRead r) {
        return parts(r.ops());
    }

    @Override
    public List<Record> checkWatches(WatchRequest.CheckWatches r) {
        return List.of(new CheckWatchesRequest(r.path(), r.type()));
    }

    @Override
    public List<Record> removeWatches(WatchRequest.RemoveWatches r) {
        return List.of(new RemoveWatchesRequest(r.path(), r.type()));
    }

    @Override
    public List<Record> addWatch(WatchRequest.AddWatch r) {
        return List.of(new AddWatchRequest(r.path(), r.mode()));
    }

    @Override
    public List<Record> setWatches(WatchRequest.SetWatches r) {
        return List.of(new SetWatches(r.relativeZxid(), r.dataWatches(), r.existWatches(), r.childWatches()));
    }

    @Override
    public List<Record> setWatches2(WatchRequest.SetWatches2 r) {
        return List.of(new SetWatches2(
                r.relativeZxid(),
                r.dataWatches(),
                r.existWatches(),
                r.childWatches(),
                r.persistentWatches(),
                r.persistentRecursiveWatches()));
    }

    @Override
    public List<Record> ping(SessionRequest.Ping r) {
        return List.of();
    }

    @Override
    public List<Record> closeSession(SessionRequest.CloseSession r) {
        return List.of();
    }

    @Override
    public List<Record> sync(SessionRequest.Sync r) {
        return List.of(new SyncRequest(r.path()));
    }

    @Override
    public List<Record> whoAmI(SessionRequest.WhoAmI r) {
        return List.of();
    }

    @Override
    public List<Record> auth(SessionRequest.Auth r) {
        return List.of(new AuthPacket(r.type(), r.scheme(), r.auth()));
    }

    @Override
    public List<Record> sasl(SessionRequest.Sasl r) {
        return List.of(new GetSASLRequest(r.token()));
    }

    private List<Record> parts(List<? extends Request> ops) {
        List<Record> records = new ArrayList<>();
        for (Request op : ops) {
            records.add(new org.apache.zookeeper.proto.MultiHeader(op.opCode().code(), false, -1));
            records.addAll(op.accept(this));
        }
        records.add(new org.apache.zookeeper.proto.MultiHeader(-1, true, -1));
        return records;
    }
}
