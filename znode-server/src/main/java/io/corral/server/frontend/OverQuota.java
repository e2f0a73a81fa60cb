package io.corral.server.frontend;

import io.corral.tree.ErrorCode;
import io.corral.tree.command.Check;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Create;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Multi;
import io.corral.tree.command.OperationVisitor;
import io.corral.tree.command.Outcome;
import io.corral.tree.command.Reconfig;
import io.corral.tree.command.Result;
import io.corral.tree.command.SessionWrite;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;
import java.util.Optional;

/** Finds the path of which a quota did not permit a write. */
final class OverQuota implements OperationVisitor<Optional<String>> {
    private final Result result;

    private OverQuota(Result result) {
        this.result = result;
    }

    /** The path; empty when no quota was in the way. */
    static Optional<String> pathOf(SessionWrite write, Outcome outcome) {
        Result result = outcome.result();
        // Nearly all writes are neither, and cost no more than this look.
        return result instanceof Result.Failure || result instanceof Result.Multi
                ? write.operation().accept(new OverQuota(result))
                : Optional.empty();
    }

    private Optional<String> ifOver(String path) {
        return result.error() == ErrorCode.QUOTA_EXCEEDED ? Optional.of(path) : Optional.empty();
    }

    @Override
    public Optional<String> visit(Create operation) {
        return ifOver(operation.path());
    }

    @Override
    public Optional<String> visit(SetData operation) {
        return ifOver(operation.path());
    }

    /** The first part that fails is the only one that is refused for its own sake. */
    @Override
    public Optional<String> visit(Multi operation) {
        if (!(result instanceof Result.Multi parts)) {
            return Optional.empty();
        }
        for (int i = 0; i < parts.results().size(); i++) {
            Result part = parts.results().get(i);
            if (part.error() == ErrorCode.QUOTA_EXCEEDED) {
                return operation.operations().get(i).accept(new OverQuota(part));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> visit(Delete operation) {
        return Optional.empty();
    }

    @Override
    public Optional<String> visit(Check operation) {
        return Optional.empty();
    }

    @Override
    public Optional<String> visit(Failed operation) {
        return Optional.empty();
    }

    @Override
    public Optional<String> visit(SetAcl operation) {
        return Optional.empty();
    }

    @Override
    public Optional<String> visit(Reconfig operation) {
        return Optional.empty();
    }

    @Override
    public Optional<String> visit(CloseSession operation) {
        return Optional.empty();
    }
}
