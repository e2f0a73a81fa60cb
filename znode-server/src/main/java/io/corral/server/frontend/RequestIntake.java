package io.corral.server.frontend;

import io.corral.server.auth.AccessRules;
import io.corral.server.auth.AuthAnswer;
import io.corral.server.auth.ForbiddenWrites;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Operation;
import io.corral.tree.command.Outcome;
import io.corral.wire.codec.MalformedRecordException;
import io.corral.wire.codec.ReplyEncoder;
import io.corral.wire.codec.RequestDecoder;
import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.Request;
import io.corral.wire.record.RequestHeader;
import io.corral.wire.record.SessionRequest;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes the requests of one connection with an open session: decodes them, sends writes on their way, and answers each when its
 * turn comes.
 */
final class RequestIntake implements RequestPipeline.Turn, PendingAnswer.Answerer {
    private static final long NO_ZXID = 0;
    private static final long UNKNOWN_OPERATION_ZXID = -1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ClientConnection connection;
    private final FrontendLoop loop;
    private final RequestPipeline pipeline = new RequestPipeline(this);
    private @Nullable SaslPackets saslPackets;
    private final LargeRequestLimit largeRequests;
    private boolean ended;
    private int answerStart;
    private int frameBytes;
    private boolean frameIsLarge;
    private int countedRequests;
    private long countedBytes;
    private long largeBytesTaken;
    private @Nullable Runnable awaitingUpgrade;
    private boolean upgrading;

    RequestIntake(ClientConnection connection, FrontendLoop loop) {
        this.connection = connection;
        this.loop = loop;
        this.largeRequests = loop.services().largeRequests();
    }

    /**
     * Takes one request: header and body.
     *
     * @param receivedNanos when it was received
     * @param waitedTooLong whether it was held so long that it is not to be executed any more
     */
    void take(ByteBuf payload, long receivedNanos, boolean waitedTooLong) {
        if (ended) {
            return;
        }
        frameBytes = payload.readableBytes();
        frameIsLarge = false;
        try {
            takeFrame(payload, receivedNanos, waitedTooLong);
        } finally {
            recount();
        }
    }

    private void takeFrame(ByteBuf payload, long now, boolean waitedTooLong) {
        RequestHeader header;
        try {
            header = RequestDecoder.decodeHeader(payload);
        } catch (MalformedRecordException e) {
            connection.close();
            return;
        }
        OpCode opCode = OpCode.of(header.opCode());
        if (opCode != OpCode.AUTH
                && opCode != OpCode.SASL
                && !loop.services().authenticator().admits(connection.identities())) {
            turnAway(header.xid());
            return;
        }
        if (opCode != OpCode.AUTH && opCode != OpCode.SASL && !makesRoom()) {
            connection.close();
            return;
        }
        if (connection.isReadOnly() && opCode != null && opCode.isRefusedReadOnly()) {
            loop.heardOf(connection);
            refuse(header.xid(), opCode, now, PendingAnswer.RefusalForm.NOT_READ_ONLY);
            return;
        }
        if (opCode == OpCode.CREATE_SESSION) {
            // Nobody's request, but ZooKeeper takes a zxid for refusing it.
            loop.heardOf(connection);
            if (connection.isReadOnly()) {
                // There is nobody who could give it one.
                refuse(header.xid(), opCode, now, PendingAnswer.RefusalForm.MALFORMED);
                return;
            }
            write(header.xid(), opCode, now, new Failed(ErrorCode.MARSHALLING_ERROR));
            return;
        }
        if (opCode == null || !opCode.isClientCallable()) {
            ended = true;
            refuse(header.xid(), OpCode.ERROR, now, PendingAnswer.RefusalForm.UNKNOWN_OPERATION);
            return;
        }
        if (!opCode.isConnectionOnly()) {
            loop.heardOf(connection);
        }
        if (waitedTooLong && opCode.isThrottlable()) {
            loop.traffic().throttledOps++;
            refuse(header.xid(), opCode, now, PendingAnswer.RefusalForm.THROTTLED);
            return;
        }
        takeBody(header.xid(), opCode, now, payload);
    }

    /** Large requests need room of their own, if they are told apart at all. */
    private boolean makesRoom() {
        frameIsLarge = largeRequests.concerns(frameBytes);
        if (!frameIsLarge) {
            return true;
        }
        if (!largeRequests.take(frameBytes)) {
            loop.services().log().noRoomForLargeRequest(connection.remote(), frameBytes);
            return false;
        }
        largeBytesTaken += frameBytes;
        return true;
    }

    private <T extends PendingAnswer> T weighed(T request) {
        request.weighs(frameBytes, frameIsLarge);
        return request;
    }

    /** Tells the others how much of this connection waits for answers. */
    private void recount() {
        int requests = pipeline.size();
        long bytes = pipeline.bytes();
        if (requests != countedRequests || bytes != countedBytes) {
            int clients = Integer.signum(requests) - Integer.signum(countedRequests);
            loop.backpressure().waiting(requests - countedRequests, clients, bytes - countedBytes);
            countedRequests = requests;
            countedBytes = bytes;
        }
        if (largeBytesTaken != pipeline.largeBytes()) {
            largeRequests.release(largeBytesTaken - pipeline.largeBytes());
            largeBytesTaken = pipeline.largeBytes();
        }
        if (awaitingUpgrade != null && requests == 0 && !upgrading && !connection.isClosed()) {
            upgrading = true;
            loop.handshakes().upgrade(connection);
        }
    }

    private void takeBody(int xid, OpCode opCode, long now, ByteBuf payload) {
        try {
            Request request = RequestDecoder.decodeBody(opCode, payload);
            if (opCode == OpCode.AUTH) {
                authenticate(xid, (SessionRequest.Auth) request);
            } else if (opCode == OpCode.SASL) {
                saslPackets().take(xid, ((SessionRequest.Sasl) request).token());
            } else if (opCode == OpCode.SYNC) {
                beginSync(weighed(new PendingAnswer.Sync(xid, now, ((SessionRequest.Sync) request).path())));
            } else if (opCode == OpCode.DELETE_CONTAINER) {
                refuse(xid, opCode, now, PendingAnswer.RefusalForm.NOT_OFFERED);
            } else if (opCode == OpCode.CLOSE_SESSION && connection.localSession() != null) {
                ended = true;
                pipeline.add(weighed(new PendingAnswer.Local(xid, now, request)));
            } else if (opCode.isWrite()) {
                ended = opCode == OpCode.CLOSE_SESSION;
                write(xid, opCode, now, request.accept(loop.services().translator()));
            } else {
                pipeline.add(weighed(new PendingAnswer.Local(xid, now, request)));
            }
        } catch (MalformedRecordException e) {
            malformed(xid, opCode, now, e.kind());
        }
    }

    private void malformed(int xid, OpCode opCode, long now, MalformedRecordException.Kind kind) {
        if (opCode == OpCode.AUTH) {
            connection.close();
        } else if (opCode == OpCode.MULTI && kind != MalformedRecordException.Kind.MULTI_WITHOUT_ACL) {
            // A multi that cannot be decoded takes a zxid all the same, unlike any other write.
            write(xid, opCode, now, new Failed(ErrorCode.MARSHALLING_ERROR));
        } else {
            refuse(
                    xid,
                    opCode,
                    now,
                    kind == MalformedRecordException.Kind.WRITES_IN_MULTI_READ
                            ? PendingAnswer.RefusalForm.WRITES_IN_MULTI_READ
                            : PendingAnswer.RefusalForm.MALFORMED);
        }
    }

    private void refuse(int xid, OpCode opCode, long now, PendingAnswer.RefusalForm form) {
        pipeline.add(weighed(new PendingAnswer.Refusal(xid, opCode, now, form)));
    }

    private void write(int xid, OpCode opCode, long now, Operation operation) {
        if (loop.refusesWrites()) {
            // It gets no number: what is answered with an error must never be executed later.
            refuse(xid, opCode, now, PendingAnswer.RefusalForm.NO_DISK);
            return;
        }
        if (isForbidden(operation)) {
            refuse(xid, opCode, now, PendingAnswer.RefusalForm.FORBIDDEN);
            return;
        }
        // What takes long must not hold up the writes of other sessions, so it is not carried together with them.
        boolean takesLong = opCode == OpCode.RECONFIG;
        if (connection.localSession() != null && (takesLong || EphemeralCreates.in(operation))) {
            if (takesLong || loop.services().settings().sessions().upgradingEnabled()) {
                awaitUpgrade(() -> numberLater(xid, opCode, now, operation));
            } else {
                numberLater(xid, opCode, now, EphemeralCreates.refusedIn(operation));
            }
            return;
        }
        numberLater(xid, opCode, now, operation);
    }

    private void numberLater(int xid, OpCode opCode, long now, Operation operation) {
        PendingAnswer.Draft draft = new PendingAnswer.Draft(
                connection.carriedIdentities(),
                pipeline.nextWriteNeedsFence(),
                loop.services().offeredSchemes().restrict(operation));
        pipeline.add(weighed(new PendingAnswer.Write(xid, opCode, now, draft)));
    }

    /** An ephemeral node needs an owner that all servers know. What came before it is answered first, as its order says. */
    private void awaitUpgrade(Runnable write) {
        connection.gate().shut(ReadGate.Reason.UPGRADING_SESSION);
        awaitingUpgrade = write;
    }

    /** All servers know the session. */
    void upgraded() {
        Runnable write = awaitingUpgrade;
        awaitingUpgrade = null;
        if (write != null) {
            write.run();
            recount();
        }
        connection.gate().open(ReadGate.Reason.UPGRADING_SESSION);
    }

    /** Whether this server says no by itself: only with nothing under way that could still change the answer for this client. */
    private boolean isForbidden(Operation operation) {
        AccessRules access = loop.services().access();
        return access.eager()
                && pipeline.size() == 0
                && !loop.services().link().leadership().local()
                && operation.accept(new ForbiddenWrites(loop.state(), access, connection.carriedIdentities()));
    }

    private void authenticate(int xid, SessionRequest.Auth auth) {
        AuthAnswer answer =
                loop.services().authenticator().authenticate(auth.scheme(), auth.auth(), connection.identities());
        if (answer.verdict() == AuthAnswer.Verdict.DISCONNECTED) {
            loop.services().log().wrongEnsemble(connection.remote());
            connection.close();
            return;
        }
        connection.countSent();
        if (answer.verdict() == AuthAnswer.Verdict.ACCEPTED && connection.gain(answer.gained())) {
            ReplyEncoder.header(connection.frames(), xid, NO_ZXID, ErrorCode.OK);
            return;
        }
        loop.traffic().authenticationFailures++;
        loop.services().log().authenticationFailed(connection.remote(), auth.scheme());
        ReplyEncoder.header(connection.frames(), xid, NO_ZXID, ErrorCode.AUTH_FAILED);
        connection.close();
    }

    private SaslPackets saslPackets() {
        SaslPackets packets = saslPackets;
        if (packets == null) {
            packets = new SaslPackets(connection, loop);
            saslPackets = packets;
        }
        return packets;
    }

    /** The connection should have authenticated first, as in ZooKeeper with enforce.auth. */
    private void turnAway(int xid) {
        connection.countSent();
        loop.services().log().notAuthenticated(connection.remote());
        ReplyEncoder.header(connection.frames(), xid, NO_ZXID, ErrorCode.SESSION_CLOSED_REQUIRE_SASL_AUTH);
        connection.close();
    }

    private void beginSync(PendingAnswer.Sync sync) {
        pipeline.add(sync);
        loop.readIndexRounds().whenUpToDate(() -> {
            sync.markCaughtUp();
            advance();
        });
    }

    /** The outcome of a write of this connection's session, in the middle of a batch. */
    void settled(PendingAnswer.Write write, Outcome outcome) {
        if (connection.isClosed()) {
            return;
        }
        if (outcome.disposition() == Outcome.Disposition.REFUSED) {
            // The session has moved to another connection or has ended: ZooKeeper says so by closing this one.
            connection.close();
            return;
        }
        try {
            pipeline.answerSettledWrites();
            recount();
        } catch (RuntimeException | Error e) {
            connection.fail(e);
        }
    }

    /** Answers what is ready, from the state at hand. */
    void advance() {
        if (connection.isClosed()) {
            return;
        }
        try {
            pipeline.advance();
            recount();
        } catch (RuntimeException | Error e) {
            connection.fail(e);
        }
    }

    int outstanding() {
        return pipeline.size();
    }

    /** Bytes of the requests without an answer. */
    long outstandingBytes() {
        return pipeline.bytes();
    }

    /** The connection is gone. */
    void abandon() {
        ended = true;
        pipeline.clear();
        recount();
    }

    @Override
    public void submit(PendingAnswer.Write write) {
        LocalSession local = connection.localSession();
        if (local != null) {
            loop.localWrites().submit(write, connection, local);
        } else {
            loop.submit(lane().number(write, loop.origin()));
        }
    }

    @Override
    public void answer(PendingAnswer request) {
        answerStart = connection.frames().writerIndex();
        request.answerWith(this);
        connection.flushIfLarge();
    }

    @Override
    public boolean isClientTaking() {
        return connection.isTaking();
    }

    @Override
    public void write(PendingAnswer.Write write) {
        Outcome outcome = write.outcome();
        if (outcome == null) {
            throw new IllegalStateException("a write without outcome cannot be answered");
        }
        WriteAnswers.answer(connection.frames(), write.xid(), outcome);
        count(write, outcome.zxid());
        if (write.opCode() == OpCode.CLOSE_SESSION) {
            connection.close();
        }
    }

    @Override
    public void sync(PendingAnswer.Sync sync) {
        long zxid = loop.state().lastZxid();
        ReplyEncoder.path(connection.frames(), sync.xid(), zxid, sync.path());
        count(sync, zxid);
    }

    @Override
    public void local(PendingAnswer.Local local) {
        loop.attendIfWatching(local.request());
        LocalAnswers answers =
                new LocalAnswers(local.xid(), loop.state(), connection, loop.watches(), connection.frames());
        local.request().accept(answers);
        if (connection.isClosed()) {
            // The answer was to close it.
            return;
        }
        count(local, loop.state().lastZxid());
        if (local.opCode() == OpCode.CLOSE_SESSION) {
            loop.services().localSessions().end(connection.sessionId());
            // Its client may be back on another connection meanwhile, which would serve a session that is no more.
            loop.services().registry().close(connection.sessionId());
            connection.close();
        }
    }

    @Override
    public void refusal(PendingAnswer.Refusal refusal) {
        long zxid = loop.state().lastZxid();
        ByteBuf out = connection.frames();
        switch (refusal.form()) {
            case MALFORMED -> ReplyEncoder.header(out, refusal.xid(), zxid, ErrorCode.MARSHALLING_ERROR);
            case WRITES_IN_MULTI_READ -> ReplyEncoder.writesInMultiRead(out, refusal.xid(), zxid);
            case NOT_OFFERED -> ReplyEncoder.header(out, refusal.xid(), zxid, ErrorCode.UNIMPLEMENTED);
            case NO_DISK -> ReplyEncoder.header(out, refusal.xid(), zxid, ErrorCode.OPERATION_TIMEOUT);
            case FORBIDDEN -> ReplyEncoder.header(out, refusal.xid(), NO_ZXID, ErrorCode.NO_AUTH);
            case NOT_READ_ONLY -> ReplyEncoder.header(out, refusal.xid(), zxid, ErrorCode.NOT_READ_ONLY);
            case THROTTLED -> ReplyEncoder.header(out, refusal.xid(), zxid, ErrorCode.THROTTLED_OP);
            case UNKNOWN_OPERATION ->
                ReplyEncoder.header(out, refusal.xid(), UNKNOWN_OPERATION_ZXID, ErrorCode.UNIMPLEMENTED);
        }
        count(refusal, zxid);
        if (refusal.form() == PendingAnswer.RefusalForm.UNKNOWN_OPERATION || refusal.opCode() == OpCode.CLOSE_SESSION) {
            connection.close();
        }
    }

    private void count(PendingAnswer request, long zxid) {
        long now = loop.services().nanoClock().getAsLong();
        long latencyNanos = now - request.arrivalNanos();
        boolean write = request instanceof PendingAnswer.Write;
        loop.traffic().answered(latencyNanos / NANOS_PER_MILLI, write);
        (write ? loop.updateTimes() : loop.readTimes()).record(latencyNanos);
        loop.traffic().answerOf(connection.frames().writerIndex() - answerStart);
        connection.statistics().answered(request.opCode(), request.xid(), zxid, latencyNanos, now);
    }

    private SessionLane lane() {
        @Nullable SessionLane lane = connection.lane();
        if (lane == null) {
            throw new IllegalStateException("a request without a session");
        }
        return lane;
    }
}
