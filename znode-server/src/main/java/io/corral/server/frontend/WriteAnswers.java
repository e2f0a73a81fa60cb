package io.corral.server.frontend;

import io.corral.tree.command.Check;
import io.corral.tree.command.Multi;
import io.corral.tree.command.MultiOperation;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Result;
import io.corral.tree.command.SessionWrite;
import io.corral.wire.codec.ReplyEncoder;
import io.corral.wire.record.MultiResult;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** From what became of a write to the frame that answers it. */
final class WriteAnswers {
    private WriteAnswers() {}

    static void answer(ByteBuf out, int xid, Outcome outcome) {
        long zxid = outcome.zxid();
        Result result = outcome.result();
        if (result instanceof Result.CreatedPath created) {
            ReplyEncoder.path(out, xid, zxid, created.path());
        } else if (result instanceof Result.CreatedNode created) {
            ReplyEncoder.pathAndStat(out, xid, zxid, created.path(), new ZnodeStat(created.stat()));
        } else if (result instanceof Result.Updated updated) {
            ReplyEncoder.stat(out, xid, zxid, new ZnodeStat(updated.stat()));
        } else if (result instanceof Result.Configured configured) {
            ReplyEncoder.dataAndStat(out, xid, zxid, configured.text(), new ZnodeStat(configured.stat()));
        } else if (result instanceof Result.Multi multi
                && outcome.command() instanceof SessionWrite write
                && write.operation() instanceof Multi asked) {
            ReplyEncoder.results(out, xid, zxid, multiResults(asked.operations(), multi.results()));
        } else {
            ReplyEncoder.header(out, xid, zxid, result.error());
        }
    }

    private static List<MultiResult> multiResults(List<MultiOperation> operations, List<Result> results) {
        List<MultiResult> shown = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            shown.add(multiResult(operations.get(i), results.get(i)));
        }
        return shown;
    }

    private static MultiResult multiResult(MultiOperation operation, Result result) {
        if (result instanceof Result.Failure failure) {
            return new MultiResult.Failed(failure.error());
        }
        if (result instanceof Result.CreatedPath created) {
            return new MultiResult.Created(created.path());
        }
        if (result instanceof Result.CreatedNode created) {
            return new MultiResult.CreatedWithStat(created.path(), new ZnodeStat(created.stat()));
        }
        if (result instanceof Result.Updated updated) {
            return new MultiResult.DataSet(new ZnodeStat(updated.stat()));
        }
        return operation instanceof Check ? new MultiResult.Checked() : new MultiResult.Deleted();
    }
}
