package io.corral.server.view;

import io.corral.tree.command.AttachSession;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.CommandVisitor;
import io.corral.tree.command.CreateSession;
import io.corral.tree.command.DeleteContainer;
import io.corral.tree.command.DropCopy;
import io.corral.tree.command.ExpireSession;
import io.corral.tree.command.FinishReconfig;
import io.corral.tree.command.FoundEnsemble;
import io.corral.tree.command.IdentifyEnsemble;
import io.corral.tree.command.NoOp;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.PublishConfig;
import io.corral.tree.command.RestoreTree;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.command.StageCopy;

/** Finds the session that an executed command has ended, if it has. */
public final class EndedSession implements CommandVisitor<Long> {
    /** No session ended; no session has this id. */
    public static final long NONE = 0;

    private static final EndedSession FINDER = new EndedSession();

    private EndedSession() {}

    /** The session this outcome ended, by its client's wish or by expiry; {@link #NONE} if none. */
    public static long of(Outcome outcome) {
        return outcome.disposition() == Outcome.Disposition.APPLIED
                ? outcome.command().accept(FINDER)
                : NONE;
    }

    @Override
    public Long visit(SessionWrite command) {
        return command.operation() instanceof CloseSession ? command.sessionId() : NONE;
    }

    @Override
    public Long visit(ExpireSession command) {
        return command.sessionId();
    }

    @Override
    public Long visit(CreateSession command) {
        return NONE;
    }

    @Override
    public Long visit(AttachSession command) {
        return NONE;
    }

    @Override
    public Long visit(DeleteContainer command) {
        return NONE;
    }

    @Override
    public Long visit(PublishConfig command) {
        return NONE;
    }

    @Override
    public Long visit(FoundEnsemble command) {
        return NONE;
    }

    @Override
    public Long visit(FinishReconfig command) {
        return NONE;
    }

    @Override
    public Long visit(IdentifyEnsemble command) {
        return NONE;
    }

    @Override
    public Long visit(StageCopy command) {
        return NONE;
    }

    @Override
    public Long visit(DropCopy command) {
        return NONE;
    }

    @Override
    public Long visit(RestoreTree command) {
        return NONE;
    }

    @Override
    public Long visit(NoOp command) {
        return NONE;
    }
}
