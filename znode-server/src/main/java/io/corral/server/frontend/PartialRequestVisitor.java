package io.corral.server.frontend;

import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.Request;
import io.corral.wire.record.RequestVisitor;
import io.corral.wire.record.SessionRequest;
import io.corral.wire.record.WatchRequest;
import io.corral.wire.record.WriteRequest;

/**
 * A visitor for some kinds of requests; the others were sent elsewhere before and arrive here only by a programming error.
 *
 * @param <R> what the visitor gives back
 */
abstract class PartialRequestVisitor<R> implements RequestVisitor<R> {
    private R misrouted(Request request) {
        throw new IllegalStateException(request.opCode() + " does not belong here");
    }

    @Override
    public R create(WriteRequest.Create create) {
        return misrouted(create);
    }

    @Override
    public R delete(WriteRequest.Delete delete) {
        return misrouted(delete);
    }

    @Override
    public R setData(WriteRequest.SetData setData) {
        return misrouted(setData);
    }

    @Override
    public R setAcl(WriteRequest.SetAcl setAcl) {
        return misrouted(setAcl);
    }

    @Override
    public R check(WriteRequest.Check check) {
        return misrouted(check);
    }

    @Override
    public R multi(WriteRequest.Multi multi) {
        return misrouted(multi);
    }

    @Override
    public R reconfig(WriteRequest.Reconfig reconfig) {
        return misrouted(reconfig);
    }

    @Override
    public R deleteContainer(WriteRequest.DeleteContainer deleteContainer) {
        return misrouted(deleteContainer);
    }

    @Override
    public R exists(ReadRequest.Exists exists) {
        return misrouted(exists);
    }

    @Override
    public R getData(ReadRequest.GetData getData) {
        return misrouted(getData);
    }

    @Override
    public R getAcl(ReadRequest.GetAcl getAcl) {
        return misrouted(getAcl);
    }

    @Override
    public R getChildren(ReadRequest.GetChildren getChildren) {
        return misrouted(getChildren);
    }

    @Override
    public R getChildren2(ReadRequest.GetChildren2 getChildren2) {
        return misrouted(getChildren2);
    }

    @Override
    public R multiRead(ReadRequest.MultiRead multiRead) {
        return misrouted(multiRead);
    }

    @Override
    public R getEphemerals(ReadRequest.GetEphemerals getEphemerals) {
        return misrouted(getEphemerals);
    }

    @Override
    public R getAllChildrenNumber(ReadRequest.GetAllChildrenNumber getAllChildrenNumber) {
        return misrouted(getAllChildrenNumber);
    }

    @Override
    public R checkWatches(WatchRequest.CheckWatches checkWatches) {
        return misrouted(checkWatches);
    }

    @Override
    public R removeWatches(WatchRequest.RemoveWatches removeWatches) {
        return misrouted(removeWatches);
    }

    @Override
    public R addWatch(WatchRequest.AddWatch addWatch) {
        return misrouted(addWatch);
    }

    @Override
    public R setWatches(WatchRequest.SetWatches setWatches) {
        return misrouted(setWatches);
    }

    @Override
    public R setWatches2(WatchRequest.SetWatches2 setWatches2) {
        return misrouted(setWatches2);
    }

    @Override
    public R sync(SessionRequest.Sync sync) {
        return misrouted(sync);
    }

    @Override
    public R ping(SessionRequest.Ping ping) {
        return misrouted(ping);
    }

    @Override
    public R closeSession(SessionRequest.CloseSession closeSession) {
        return misrouted(closeSession);
    }

    @Override
    public R auth(SessionRequest.Auth auth) {
        return misrouted(auth);
    }

    @Override
    public R sasl(SessionRequest.Sasl sasl) {
        return misrouted(sasl);
    }

    @Override
    public R whoAmI(SessionRequest.WhoAmI whoAmI) {
        return misrouted(whoAmI);
    }
}
