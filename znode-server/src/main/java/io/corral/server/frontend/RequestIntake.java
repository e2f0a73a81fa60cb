package io.corral.server.frontend;

import io.corral.server.auth.AccessRules;
import io.corral.server.auth.AuthAnswer;
import io.corral.server.auth.ForbiddenWrites;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Operation;
import io.corral.tree.command.Outcome;
import io.corral.wire.codec.MalformedRecordException;
import io.corral.wire.codec.ReplyEncoder;
import io.corral.wire.codec.RequestDecoder;
import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.OpCode;
import io.corral.wire.record.ReadRequest;
import io.corral.wire.record.Request;
import io.corral.wire.record.RequestHeader;
import io.corral.wire.record.SessionRequest;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes the requests of one connection with an open session: decodes them, sends writes on their way, and has each answered when
 * its turn comes.
 */
final class RequestIntake implements RequestPipeline.Turn {
    private static final long NO_ZXID = 0;

    private final ClientConnection connection;
    private final FrontendLoop loop;
    private final RequestPipeline pipeline = new RequestPipeline(this);
    private @Nullable SaslPackets saslPackets;
    private final RequestWeights weights;
    private final RequestAnswers answers;
    private final DescendantCounting counting;
    private boolean ended;
    private @Nullable Runnable awaitingUpgrade;
    private boolean upgrading;

    RequestIntake(ClientConnection connection, FrontendLoop loop) {
        this.connection = connection;
        this.loop = loop;
        this.weights = new RequestWeights(connection, loop);
        this.answers = new RequestAnswers(connection, loop);
        this.counting = new DescendantCounting(connection, loop);
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
        weights.arrives(payload.readableBytes());
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
                && !loop.services()
                        .authenticator()
                        .admits(connection.identities().proven())) {
            turnAway(header.xid());
            return;
        }
        if (opCode != OpCode.AUTH && opCode != OpCode.SASL && !weights.makesRoom()) {
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

    private void recount() {
        weights.recount(pipeline);
        if (awaitingUpgrade != null && pipeline.size() == 0 && !upgrading && !connection.isClosed()) {
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
                beginSync(weights.weigh(new PendingAnswer.Sync(xid, now, ((SessionRequest.Sync) request).path())));
            } else if (opCode == OpCode.DELETE_CONTAINER) {
                refuse(xid, opCode, now, PendingAnswer.RefusalForm.NOT_OFFERED);
            } else if (opCode == OpCode.CLOSE_SESSION && connection.localSession() != null) {
                ended = true;
                pipeline.add(weights.weigh(new PendingAnswer.Local(xid, now, request, connection.identities())));
            } else if (request instanceof ReadRequest.GetAllChildrenNumber count) {
                pipeline.add(weights.weigh(new PendingAnswer.Count(xid, now, count.path(), connection.identities())));
            } else if (opCode.isWrite()) {
                ended = opCode == OpCode.CLOSE_SESSION;
                write(xid, opCode, now, request.accept(loop.services().translator()));
            } else {
                pipeline.add(weights.weigh(new PendingAnswer.Local(xid, now, request, connection.identities())));
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
        pipeline.add(weights.weigh(new PendingAnswer.Refusal(xid, opCode, now, form)));
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
                connection.identities().carried(),
                pipeline.nextWriteNeedsFence(),
                loop.services().offeredSchemes().restrict(operation));
        pipeline.add(weights.weigh(new PendingAnswer.Write(xid, opCode, now, draft)));
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
                && operation.accept(new ForbiddenWrites(
                        loop.state(), access, connection.identities().carried()));
    }

    private void authenticate(int xid, SessionRequest.Auth auth) {
        AuthAnswer answer = loop.services()
                .authenticator()
                .authenticate(
                        auth.scheme(), auth.auth(), connection.identities().proven());
        loop.traffic().ensembleNamed(loop.services().authenticator().countOf(auth.scheme(), auth.auth(), answer));
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
            if (write.opCode() == OpCode.CLOSE_SESSION && outcome.error() == ErrorCode.SESSION_MOVED) {
                write.tryAgain(new PendingAnswer.Draft(connection.identities().carried(), true, new CloseSession()));
                loop.handshakes().moved().end(connection, write);
                return;
            }
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
            loop.heldUpReads().note(connection, pipeline.isHeldUp());
            recount();
        } catch (RuntimeException | Error e) {
            connection.fail(e);
        }
    }

    /** A later write of the session is about to happen. */
    void answerHeldUpReads() {
        if (connection.isClosed()) {
            return;
        }
        try {
            pipeline.answerHeldUpReads();
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
        loop.heldUpReads().note(connection, false);
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
        answers.answer(request);
    }

    @Override
    public void begin(PendingAnswer.Count count) {
        counting.begin(count);
    }

    @Override
    public boolean isClientTaking() {
        return connection.isTaking();
    }

    private SessionLane lane() {
        @Nullable SessionLane lane = connection.lane();
        if (lane == null) {
            throw new IllegalStateException("a request without a session");
        }
        return lane;
    }
}
