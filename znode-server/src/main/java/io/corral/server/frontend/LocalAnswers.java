package io.corral.server.frontend;

import io.corral.server.status.NamespaceMeter;
import io.corral.server.watch.EventType;
import io.corral.server.watch.WatchTable;
import io.corral.server.watch.WatcherType;
import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.acl.Identity;
import io.corral.wire.codec.ReplyEncoder;
import io.corral.wire.record.ClientIdentity;
import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.MultiResult;
import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.SessionRequest;
import io.corral.wire.record.WatchRequest;
import io.corral.wire.record.Xid;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a server answers from the state it holds: reads, watches, pings. One is made for each answer, on the event
 * loop of the connection, and appends frames to the connection's outbox. Gives back the error code that was answered.
 */
final class LocalAnswers extends PartialRequestVisitor<Integer> {
    private static final int ADD_WATCH_PERSISTENT = 0;
    private static final int ADD_WATCH_RECURSIVE = 1;
    private static final long CATCH_UP_ZXID = -1;
    private static final int LENGTH_BYTES = 4;
    private static final int STAT_BYTES = 68;

    /** Length of the frame, header of the answer, number of names. */
    private static final int NAMES_HEADER_BYTES = 24;

    /** No client has to take longer frames than servers take from one another and from clients. */
    private static final long MULTI_READ_BYTES_MAX = 32L * 1024 * 1024;

    private static final MultiResult WITHOUT_PATH = new MultiResult.Failed(ErrorCode.MARSHALLING_ERROR);

    private final int xid;
    private final TreeState state;
    private final ClientConnection client;
    private final ClientIdentities asker;
    private final WatchTable watches;
    private final ByteBuf out;
    private final NamespaceMeter meter;

    /**
     * @param xid the request's
     * @param state what to answer from
     * @param client which connection asks
     * @param asker who its client was when it asked
     * @param watches where its watches go
     * @param out where the answer goes
     * @param meter counts what is read
     */
    LocalAnswers(
            int xid,
            TreeState state,
            ClientConnection client,
            ClientIdentities asker,
            WatchTable watches,
            ByteBuf out,
            NamespaceMeter meter) {
        this.xid = xid;
        this.state = state;
        this.client = client;
        this.asker = asker;
        this.watches = watches;
        this.out = out;
        this.meter = meter;
    }

    @Override
    public Integer exists(ReadRequest.Exists request) {
        String path = request.path();
        if (path == null) {
            return fail(ErrorCode.MARSHALLING_ERROR);
        }
        if (path.indexOf('\0') >= 0) {
            return fail(ErrorCode.BAD_ARGUMENTS);
        }
        Znode node = state.find(path);
        if (node != null && !asker.mayRead(node.acl())) {
            return fail(ErrorCode.NO_AUTH);
        }
        if (request.watch() && !client.mayWatch(WatchTable.weight(path))) {
            return fail(ErrorCode.THROTTLED_OP);
        }
        if (request.watch()) {
            watches.watchData(path, client);
        }
        if (node == null) {
            return fail(ErrorCode.NO_NODE);
        }
        countRead(path, 0);
        ReplyEncoder.stat(out, xid, state.lastZxid(), new ZnodeStat(node.stat()));
        return ErrorCode.OK;
    }

    @Override
    public Integer getData(ReadRequest.GetData request) {
        Found found = find(request.path());
        if (found.node == null) {
            return fail(found.error);
        }
        if (request.watch() && !client.mayWatch(WatchTable.weight(found.path))) {
            return fail(ErrorCode.THROTTLED_OP);
        }
        if (request.watch()) {
            watches.watchData(found.path, client);
        }
        countRead(found.path, found.node.dataLength());
        ReplyEncoder.dataAndStat(out, xid, state.lastZxid(), found.node.data(), new ZnodeStat(found.node.stat()));
        return ErrorCode.OK;
    }

    @Override
    public Integer getChildren(ReadRequest.GetChildren request) {
        Found found = find(request.path());
        if (found.node == null) {
            return fail(found.error);
        }
        if (request.watch() && !client.mayWatch(WatchTable.weight(found.path))) {
            return fail(ErrorCode.THROTTLED_OP);
        }
        if (request.watch()) {
            watches.watchChildren(found.path, client);
        }
        int start = out.writerIndex();
        ReplyEncoder.names(out, xid, state.lastZxid(), new ChildNames(found.node));
        countNames(found.path, found.node, out.writerIndex() - start);
        return ErrorCode.OK;
    }

    @Override
    public Integer getChildren2(ReadRequest.GetChildren2 request) {
        Found found = find(request.path());
        if (found.node == null) {
            return fail(found.error);
        }
        if (request.watch() && !client.mayWatch(WatchTable.weight(found.path))) {
            return fail(ErrorCode.THROTTLED_OP);
        }
        if (request.watch()) {
            watches.watchChildren(found.path, client);
        }
        int start = out.writerIndex();
        ReplyEncoder.namesAndStat(
                out, xid, state.lastZxid(), new ChildNames(found.node), new ZnodeStat(found.node.stat()));
        countNames(found.path, found.node, out.writerIndex() - start - STAT_BYTES);
        return ErrorCode.OK;
    }

    @Override
    public Integer getAcl(ReadRequest.GetAcl request) {
        String path = request.path();
        Znode node = path == null ? null : state.find(path);
        if (node == null) {
            return fail(path == null ? ErrorCode.MARSHALLING_ERROR : ErrorCode.NO_NODE);
        }
        if (!asker.mayReadAcl(node.acl())) {
            return fail(ErrorCode.NO_AUTH);
        }
        ReplyEncoder.aclAndStat(out, xid, state.lastZxid(), asker.visible(node.acl()), new ZnodeStat(node.stat()));
        return ErrorCode.OK;
    }

    @Override
    public Integer getEphemerals(ReadRequest.GetEphemerals request) {
        String prefix = request.prefix();
        // Trimmed as in ZooKeeper: control characters count as blank.
        boolean all = prefix == null || prefix.trim().isEmpty() || prefix.equals("/");
        List<String> paths = new ArrayList<>();
        for (String path : state.ephemeralsOf(client.sessionId())) {
            if (all || path.startsWith(prefix)) {
                paths.add(path);
            }
        }
        ReplyEncoder.names(out, xid, state.lastZxid(), paths);
        return ErrorCode.OK;
    }

    @Override
    public Integer multiRead(ReadRequest.MultiRead request) {
        List<MultiResult> results = new ArrayList<>(request.ops().size());
        MultiReadPart part = new MultiReadPart();
        for (ReadRequest op : request.ops()) {
            MultiResult result = op.accept(part);
            if (part.left < 0) {
                return fail(ErrorCode.MARSHALLING_ERROR);
            }
            if (result.equals(WITHOUT_PATH)) {
                // ZooKeeper stumbles over a read without path, and stops there.
                ReplyEncoder.multiReadCutShort(out, xid, state.lastZxid(), results);
                return ErrorCode.MARSHALLING_ERROR;
            }
            results.add(result);
        }
        ReplyEncoder.results(out, xid, state.lastZxid(), results);
        return ErrorCode.OK;
    }

    @Override
    public Integer whoAmI(SessionRequest.WhoAmI request) {
        List<ClientIdentity> identities = new ArrayList<>();
        for (Identity identity : asker.proven()) {
            identities.add(new ClientIdentity(identity.scheme(), asker.displayName(identity)));
        }
        ReplyEncoder.identities(out, xid, state.lastZxid(), identities);
        return ErrorCode.OK;
    }

    @Override
    public Integer ping(SessionRequest.Ping request) {
        ReplyEncoder.header(out, Xid.PING, state.lastZxid(), ErrorCode.OK);
        return ErrorCode.OK;
    }

    /** A local session is ended by its server alone. */
    @Override
    public Integer closeSession(SessionRequest.CloseSession request) {
        return fail(ErrorCode.OK);
    }

    @Override
    public Integer addWatch(WatchRequest.AddWatch request) {
        String path = request.path();
        int mode = request.mode();
        if (path == null || (mode != ADD_WATCH_PERSISTENT && mode != ADD_WATCH_RECURSIVE)) {
            return fail(ErrorCode.MARSHALLING_ERROR);
        }
        if (!client.mayWatch(WatchTable.weight(path))) {
            return fail(ErrorCode.THROTTLED_OP);
        }
        watches.watchPersistently(path, mode == ADD_WATCH_RECURSIVE, client);
        ReplyEncoder.number(out, xid, state.lastZxid(), ErrorCode.OK);
        return ErrorCode.OK;
    }

    @Override
    public Integer checkWatches(WatchRequest.CheckWatches request) {
        Optional<WatcherType> type = WatcherType.of(request.type());
        String path = request.path();
        if (type.isEmpty() || path == null) {
            return fail(ErrorCode.MARSHALLING_ERROR);
        }
        return fail(watches.contains(path, type.get(), client) ? ErrorCode.OK : ErrorCode.NO_WATCHER);
    }

    @Override
    public Integer removeWatches(WatchRequest.RemoveWatches request) {
        Optional<WatcherType> type = WatcherType.of(request.type());
        String path = request.path();
        if (type.isEmpty() || path == null) {
            return fail(ErrorCode.MARSHALLING_ERROR);
        }
        return fail(watches.remove(path, type.get(), client) ? ErrorCode.OK : ErrorCode.NO_WATCHER);
    }

    @Override
    public Integer setWatches(WatchRequest.SetWatches request) {
        if (request.dataWatches() == null || request.existWatches() == null || request.childWatches() == null) {
            return fail(ErrorCode.MARSHALLING_ERROR);
        }
        if (!client.mayWatch(
                weight(request.dataWatches()) + weight(request.existWatches()) + weight(request.childWatches()))) {
            return refuseToRestore();
        }
        restoreOneShot(request.relativeZxid(), request.dataWatches(), request.existWatches(), request.childWatches());
        return fail(ErrorCode.OK);
    }

    @Override
    public Integer setWatches2(WatchRequest.SetWatches2 request) {
        if (request.dataWatches() == null
                || request.existWatches() == null
                || request.childWatches() == null
                || request.persistentWatches() == null
                || request.persistentRecursiveWatches() == null) {
            return fail(ErrorCode.MARSHALLING_ERROR);
        }
        if (!client.mayWatch(weight(request.dataWatches())
                + weight(request.existWatches())
                + weight(request.childWatches())
                + weight(request.persistentWatches())
                + weight(request.persistentRecursiveWatches()))) {
            return refuseToRestore();
        }
        restoreOneShot(request.relativeZxid(), request.dataWatches(), request.existWatches(), request.childWatches());
        each(request.persistentWatches(), path -> watches.watchPersistently(path, false, client));
        each(request.persistentRecursiveWatches(), path -> watches.watchPersistently(path, true, client));
        return fail(ErrorCode.OK);
    }

    /** Client libraries take no notice of an error here, and would believe in watches that do not exist. */
    private Integer refuseToRestore() {
        client.close();
        return ErrorCode.THROTTLED_OP;
    }

    /** What happened while the client was away is told at once; watches on what did not change are set again. */
    private void restoreOneShot(
            long relativeZxid,
            @Nullable List<@Nullable String> data,
            @Nullable List<@Nullable String> exist,
            @Nullable List<@Nullable String> child) {
        each(data, path -> {
            Znode node = state.find(path);
            if (node == null) {
                catchUp(EventType.NODE_DELETED, path);
            } else if (node.mzxid() > relativeZxid) {
                catchUp(EventType.NODE_DATA_CHANGED, path);
            } else {
                watches.watchData(path, client);
            }
        });
        each(exist, path -> {
            if (state.find(path) != null) {
                catchUp(EventType.NODE_CREATED, path);
            } else {
                watches.watchData(path, client);
            }
        });
        each(child, path -> {
            Znode node = state.find(path);
            if (node == null) {
                catchUp(EventType.NODE_DELETED, path);
            } else if (node.pzxid() > relativeZxid) {
                catchUp(EventType.NODE_CHILDREN_CHANGED, path);
            } else {
                watches.watchChildren(path, client);
            }
        });
    }

    private void catchUp(EventType type, String path) {
        client.tell(type, path, CATCH_UP_ZXID);
    }

    private static long weight(List<@Nullable String> paths) {
        long weight = 0;
        for (String path : paths) {
            weight += path == null ? 0 : WatchTable.weight(path);
        }
        return weight;
    }

    private static void each(@Nullable List<@Nullable String> paths, Consumer<String> action) {
        if (paths == null) {
            return;
        }
        for (String path : paths) {
            if (path != null) {
                action.accept(path);
            }
        }
    }

    /** ZooKeeper counts what a read gives back, with a Stat whether there is one in the answer or not. */
    private void countRead(String path, long bytes) {
        meter.record(path, path.length() + bytes + STAT_BYTES);
    }

    /** The names are counted by what they take in the answer, so that nobody has to go through them again. */
    private void countNames(String path, Znode node, int answerBytes) {
        countRead(path, answerBytes - NAMES_HEADER_BYTES - (long) LENGTH_BYTES * node.numChildren());
    }

    private Integer fail(int error) {
        ReplyEncoder.header(out, xid, state.lastZxid(), error);
        return error;
    }

    private Found find(@Nullable String path) {
        if (path == null) {
            return new Found("", null, ErrorCode.MARSHALLING_ERROR);
        }
        Znode node = state.find(path);
        if (node == null) {
            return new Found(path, null, ErrorCode.NO_NODE);
        }
        return asker.mayRead(node.acl())
                ? new Found(path, node, ErrorCode.OK)
                : new Found(path, null, ErrorCode.NO_AUTH);
    }

    /** A node that may be read, or why not. */
    private record Found(String path, @Nullable Znode node, int error) {}

    /** The reads of a multiRead; their watch flags have no effect, as in ZooKeeper. */
    private final class MultiReadPart extends PartialRequestVisitor<MultiResult> {
        private static final int HEADER_BYTES = 9;

        /** How many more bytes the answer may have; negative when they were too many. */
        private long left = MULTI_READ_BYTES_MAX;

        @Override
        public MultiResult getData(ReadRequest.GetData request) {
            Found found = find(request.path());
            if (found.node == null) {
                return failed(found.error);
            }
            left -= HEADER_BYTES + LENGTH_BYTES + (long) found.node.dataLength() + STAT_BYTES;
            countRead(found.path, found.node.dataLength());
            return new MultiResult.DataRead(found.node.data(), new ZnodeStat(found.node.stat()));
        }

        @Override
        public MultiResult getChildren(ReadRequest.GetChildren request) {
            Found found = find(request.path());
            if (found.node == null) {
                return failed(found.error);
            }
            left -= HEADER_BYTES + LENGTH_BYTES;
            // The names are counted while they are copied, so that no long list comes to be in vain.
            List<String> names = new ArrayList<>();
            long bytes = 0;
            for (String name : new ChildNames(found.node)) {
                int length = ByteBufUtil.utf8Bytes(name);
                left -= LENGTH_BYTES + length;
                bytes += length;
                if (left < 0) {
                    break;
                }
                names.add(name);
            }
            countRead(found.path, bytes);
            return new MultiResult.ChildrenRead(names);
        }

        private MultiResult failed(int error) {
            left -= HEADER_BYTES + LENGTH_BYTES;
            return new MultiResult.Failed(error);
        }
    }
}
