package io.corral.server.frontend;

import io.corral.tree.command.Check;
import io.corral.tree.command.Multi;
import io.corral.tree.command.MultiOperation;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Result;
import io.corral.tree.command.ResultVisitor;
import io.corral.tree.command.SessionWrite;
import io.corral.wire.codec.ReplyEncoder;
import io.corral.wire.record.MultiResult;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** From what became of a write to the frame that answers it. Gives back the error code in its header. */
final class WriteAnswers implements ResultVisitor<Integer> {
    private final ByteBuf out;
    private final int xid;
    private final Outcome outcome;

    private WriteAnswers(ByteBuf out, int xid, Outcome outcome) {
        this.out = out;
        this.xid = xid;
        this.outcome = outcome;
    }

    static void answer(ByteBuf out, int xid, Outcome outcome) {
        var unused = outcome.result().accept(new WriteAnswers(out, xid, outcome));
    }

    @Override
    public Integer visit(Result.CreatedPath result) {
        ReplyEncoder.path(out, xid, outcome.zxid(), result.path());
        return result.error();
    }

    @Override
    public Integer visit(Result.CreatedNode result) {
        ReplyEncoder.pathAndStat(out, xid, outcome.zxid(), result.path(), new ZnodeStat(result.stat()));
        return result.error();
    }

    @Override
    public Integer visit(Result.Updated result) {
        ReplyEncoder.stat(out, xid, outcome.zxid(), new ZnodeStat(result.stat()));
        return result.error();
    }

    @Override
    public Integer visit(Result.Multi result) {
        if (!(outcome.command() instanceof SessionWrite write && write.operation() instanceof Multi asked)) {
            throw new IllegalStateException("the results of a multi belong to a multi");
        }
        List<MultiResult> shown = new ArrayList<>(result.results().size());
        for (int i = 0; i < result.results().size(); i++) {
            shown.add(result.results().get(i).accept(new Part(asked.operations().get(i))));
        }
        ReplyEncoder.results(out, xid, outcome.zxid(), shown);
        return result.error();
    }

    @Override
    public Integer visit(Result.Configured result) {
        ReplyEncoder.dataAndStat(out, xid, outcome.zxid(), result.text(), new ZnodeStat(result.stat()));
        return result.error();
    }

    @Override
    public Integer visit(Result.MembersProposed result) {
        return header(result);
    }

    @Override
    public Integer visit(Result.Done result) {
        return header(result);
    }

    @Override
    public Integer visit(Result.Failure result) {
        return header(result);
    }

    @Override
    public Integer visit(Result.SessionOpened result) {
        return header(result);
    }

    @Override
    public Integer visit(Result.StaleEpoch result) {
        return header(result);
    }

    private Integer header(Result result) {
        ReplyEncoder.header(out, xid, outcome.zxid(), result.error());
        return result.error();
    }

    /** One result of a multi. */
    private record Part(MultiOperation operation) implements ResultVisitor<MultiResult> {
        @Override
        public MultiResult visit(Result.Done result) {
            return operation instanceof Check ? new MultiResult.Checked() : new MultiResult.Deleted();
        }

        @Override
        public MultiResult visit(Result.Failure result) {
            return new MultiResult.Failed(result.error());
        }

        @Override
        public MultiResult visit(Result.CreatedPath result) {
            return new MultiResult.Created(result.path());
        }

        @Override
        public MultiResult visit(Result.CreatedNode result) {
            return new MultiResult.CreatedWithStat(result.path(), new ZnodeStat(result.stat()));
        }

        @Override
        public MultiResult visit(Result.Updated result) {
            return new MultiResult.DataSet(new ZnodeStat(result.stat()));
        }

        @Override
        public MultiResult visit(Result.Multi result) {
            return misplaced(result);
        }

        @Override
        public MultiResult visit(Result.MembersProposed result) {
            return misplaced(result);
        }

        @Override
        public MultiResult visit(Result.Configured result) {
            return misplaced(result);
        }

        @Override
        public MultiResult visit(Result.SessionOpened result) {
            return misplaced(result);
        }

        @Override
        public MultiResult visit(Result.StaleEpoch result) {
            return misplaced(result);
        }

        private static MultiResult misplaced(Result result) {
            throw new IllegalStateException("not inside a multi: " + result);
        }
    }
}
