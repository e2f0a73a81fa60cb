package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.session.Session;

/** The client ends its session: its ephemeral nodes are deleted under the same zxid. */
public record CloseSession() implements Operation {
    @Override
    public Result perform(WriteScope scope) {
        Session session = scope.edit().session(scope.sessionId());
        if (session == null) {
            return new Result.Failure(ErrorCode.SESSION_EXPIRED);
        }
        Removal.end(scope, session);
        return Result.Done.INSTANCE;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
