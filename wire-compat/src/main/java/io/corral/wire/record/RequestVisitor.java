package io.corral.wire.record;

/**
 * Something done for each kind of {@link Request}; one method each, so that none is forgotten.
 *
 * @param <R> what doing it yields
 */
public interface RequestVisitor<R> {
    R create(WriteRequest.Create create);

    R delete(WriteRequest.Delete delete);

    R exists(ReadRequest.Exists exists);

    R getData(ReadRequest.GetData getData);

    R setData(WriteRequest.SetData setData);

    R getAcl(ReadRequest.GetAcl getAcl);

    R setAcl(WriteRequest.SetAcl setAcl);

    R getChildren(ReadRequest.GetChildren getChildren);

    R getChildren2(ReadRequest.GetChildren2 getChildren2);

    R sync(SessionRequest.Sync sync);

    R ping(SessionRequest.Ping ping);

    R closeSession(SessionRequest.CloseSession closeSession);

    R check(WriteRequest.Check check);

    R multi(WriteRequest.Multi multi);

    R multiRead(ReadRequest.MultiRead multiRead);

    R reconfig(WriteRequest.Reconfig reconfig);

    R checkWatches(WatchRequest.CheckWatches checkWatches);

    R removeWatches(WatchRequest.RemoveWatches removeWatches);

    R auth(SessionRequest.Auth auth);

    R setWatches(WatchRequest.SetWatches setWatches);

    R setWatches2(WatchRequest.SetWatches2 setWatches2);

    R sasl(SessionRequest.Sasl sasl);

    R getEphemerals(ReadRequest.GetEphemerals getEphemerals);

    R getAllChildrenNumber(ReadRequest.GetAllChildrenNumber getAllChildrenNumber);

    R addWatch(WatchRequest.AddWatch addWatch);

    R whoAmI(SessionRequest.WhoAmI whoAmI);

    R deleteContainer(WriteRequest.DeleteContainer deleteContainer);
}
