package io.corral.server.frontend;

import io.corral.tree.command.Outcome;
import io.corral.wire.codec.ReplyEncoder;
import io.corral.wire.record.ErrorCode;
import io.corral.wire.record.OpCode;
import io.netty.buffer.ByteBuf;

/** Writes the answers to the requests of one connection, each when its turn has come, and keeps account of them. */
final class RequestAnswers implements PendingAnswer.Answerer {
    private static final long NO_ZXID = 0;
    private static final long UNKNOWN_OPERATION_ZXID = -1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ClientConnection connection;
    private final FrontendLoop loop;
    private int start;

    RequestAnswers(ClientConnection connection, FrontendLoop loop) {
        this.connection = connection;
        this.loop = loop;
    }

    /** Answers a request. */
    void answer(PendingAnswer request) {
        start = connection.frames().writerIndex();
        request.answerWith(this);
        connection.flushIfLarge();
    }

    @Override
    public void write(PendingAnswer.Write write) {
        Outcome outcome = write.outcome();
        if (outcome == null) {
            throw new IllegalStateException("a write without outcome cannot be answered");
        }
        WriteAnswers.answer(connection.frames(), write.xid(), outcome);
        // A multi is one, whatever became of its parts.
        account(write, outcome.zxid(), outcome.error() != ErrorCode.OK);
        if (write.opCode() == OpCode.CLOSE_SESSION) {
            connection.close();
        }
    }

    @Override
    public void sync(PendingAnswer.Sync sync) {
        long zxid = loop.state().lastZxid();
        ReplyEncoder.path(connection.frames(), sync.xid(), zxid, sync.path());
        account(sync, zxid);
    }

    @Override
    public void local(PendingAnswer.Local local) {
        loop.attendIfWatching(local.request());
        LocalAnswers answers = new LocalAnswers(
                local.xid(),
                loop.state(),
                connection,
                local.asker(),
                loop.watches(),
                connection.frames(),
                loop.meters().reads());
        local.request().accept(answers);
        if (connection.isClosed()) {
            // The answer was to close it.
            return;
        }
        account(local, loop.state().lastZxid());
        if (local.opCode() == OpCode.CLOSE_SESSION) {
            loop.services().localSessions().end(connection.sessionId());
            // Its client may be back on another connection meanwhile, which would serve a session that is no more.
            loop.services().registry().close(connection.sessionId());
            connection.close();
        }
    }

    @Override
    public void count(PendingAnswer.Count count) {
        PendingAnswer.Counted counted = count.counted();
        if (counted.error() == ErrorCode.OK) {
            ReplyEncoder.number(connection.frames(), count.xid(), counted.zxid(), counted.total());
        } else {
            ReplyEncoder.header(connection.frames(), count.xid(), counted.zxid(), counted.error());
        }
        account(count, counted.zxid());
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
        account(refusal, zxid, refusal.opCode().isWrite());
        if (refusal.form() == PendingAnswer.RefusalForm.UNKNOWN_OPERATION || refusal.opCode() == OpCode.CLOSE_SESSION) {
            connection.close();
        }
    }

    private void account(PendingAnswer request, long zxid) {
        account(request, zxid, false);
    }

    /** Operators are shown what was done last, as by ZooKeeper, which has no name for a write that failed. */
    private void account(PendingAnswer request, long zxid, boolean failedWrite) {
        long now = loop.services().nanoClock().getAsLong();
        long latencyNanos = now - request.arrivalNanos();
        boolean write = request instanceof PendingAnswer.Write;
        loop.traffic().answered(latencyNanos / NANOS_PER_MILLI, write);
        (write ? loop.meters().updateTimes() : loop.meters().readTimes()).record(latencyNanos);
        loop.traffic().answerOf(connection.frames().writerIndex() - start);
        String operation = failedWrite ? OperationCodes.NONE : OperationCodes.of(request.opCode());
        connection.statistics().answered(operation, request.xid(), zxid, latencyNanos, now);
    }
}
