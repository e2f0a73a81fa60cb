package io.corral.wire.codec;

import io.corral.wire.record.MultiResult;
import io.corral.wire.record.MultiResultVisitor;
import io.corral.wire.record.Reply;
import io.corral.wire.record.ReplyVisitor;
import io.corral.wire.record.StatFields;
import java.util.ArrayList;
import java.util.List;
import org.apache.jute.Record;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.proto.Create2Response;
import org.apache.zookeeper.proto.CreateResponse;
import org.apache.zookeeper.proto.ErrorResponse;
import org.apache.zookeeper.proto.GetACLResponse;
import org.apache.zookeeper.proto.GetAllChildrenNumberResponse;
import org.apache.zookeeper.proto.GetChildren2Response;
import org.apache.zookeeper.proto.GetChildrenResponse;
import org.apache.zookeeper.proto.GetDataResponse;
import org.apache.zookeeper.proto.SetDataResponse;
import org.apache.zookeeper.proto.SetSASLResponse;
import org.apache.zookeeper.proto.WhoAmIResponse;

/** The generated records of zookeeper-jute that say the same as a reply: what a ZooKeeper server would write. */
final class JuteReply implements ReplyVisitor<List<Record>>, MultiResultVisitor<List<Record>> {

    static List<Record> of(Reply reply) {
        return reply.accept(new JuteReply());
    }

    private static Stat stat(StatFields s) {
        return new Stat(
                s.czxid(),
                s.mzxid(),
                s.ctime(),
                s.mtime(),
                s.version(),
                s.cversion(),
                s.aversion(),
                s.ephemeralOwner(),
                s.dataLength(),
                s.numChildren(),
                s.pzxid());
    }

    private static Record header(int type, int err) {
        return new org.apache.zookeeper.proto.MultiHeader(type, false, err);
    }

    @Override
    public List<Record> empty(Reply.Empty r) {
        return List.of();
    }

    @Override
    public List<Record> path(Reply.Path r) {
        return List.of(new CreateResponse(r.path()));
    }

    @Override
    public List<Record> pathAndStat(Reply.PathAndStat r) {
        return List.of(new Create2Response(r.path(), stat(r.stat())));
    }

    @Override
    public List<Record> ofStat(Reply.OfStat r) {
        return List.of(new SetDataResponse(stat(r.stat())));
    }

    @Override
    public List<Record> dataAndStat(Reply.DataAndStat r) {
        return List.of(new GetDataResponse(r.data(), stat(r.stat())));
    }

    @Override
    public List<Record> aclAndStat(Reply.AclAndStat r) {
        return List.of(new GetACLResponse(JuteRequest.acl(r.acl()), stat(r.stat())));
    }

    @Override
    public List<Record> names(Reply.Names r) {
        return List.of(new GetChildrenResponse(r.names()));
    }

    @Override
    public List<Record> namesAndStat(Reply.NamesAndStat r) {
        return List.of(new GetChildren2Response(r.names(), stat(r.stat())));
    }

    @Override
    public List<Record> ofInt(Reply.OfInt r) {
        return List.of(new GetAllChildrenNumberResponse(r.value()));
    }

    @Override
    public List<Record> identities(Reply.Identities r) {
        return List.of(new WhoAmIResponse(
                r.identities() == null
                        ? null
                        : r.identities().stream()
                                .map(i -> new ClientInfo(i.authScheme(), i.user()))
                                .toList()));
    }

    @Override
    public List<Record> token(Reply.Token r) {
        return List.of(new SetSASLResponse(r.token()));
    }

    @Override
    public List<Record> results(Reply.Results r) {
        List<Record> records = new ArrayList<>();
        r.results().forEach(result -> records.addAll(result.accept(this)));
        records.add(new org.apache.zookeeper.proto.MultiHeader(-1, true, -1));
        return records;
    }

    @Override
    public List<Record> failed(MultiResult.Failed r) {
        return List.of(header(-1, r.err()), new ErrorResponse(r.err()));
    }

    @Override
    public List<Record> created(MultiResult.Created r) {
        return List.of(header(1, 0), new CreateResponse(r.path()));
    }

    @Override
    public List<Record> createdWithStat(MultiResult.CreatedWithStat r) {
        return List.of(header(15, 0), new Create2Response(r.path(), stat(r.stat())));
    }

    @Override
    public List<Record> deleted(MultiResult.Deleted r) {
        return List.of(header(2, 0));
    }

    @Override
    public List<Record> checked(MultiResult.Checked r) {
        return List.of(header(13, 0));
    }

    @Override
    public List<Record> dataSet(MultiResult.DataSet r) {
        return List.of(header(5, 0), new SetDataResponse(stat(r.stat())));
    }

    @Override
    public List<Record> dataRead(MultiResult.DataRead r) {
        return List.of(header(4, 0), new GetDataResponse(r.data(), stat(r.stat())));
    }

    @Override
    public List<Record> childrenRead(MultiResult.ChildrenRead r) {
        return List.of(header(8, 0), new GetChildrenResponse(r.names()));
    }
}
