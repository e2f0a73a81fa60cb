package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.acl.Permission;
import io.corral.tree.path.PathRules;

/**
 * Checks, within a multi, that a node exists and has a version.
 *
 * @param path full path
 * @param version the version the data must have; −1 for any
 */
public record Check(String path, int version) implements MultiOperation {
    @Override
    public Result perform(WriteScope scope) {
        if (!PathRules.isValid(path)) {
            return new Result.Failure(ErrorCode.BAD_ARGUMENTS);
        }
        NodeDraft node = scope.edit().find(path);
        if (node == null) {
            return new Result.Failure(ErrorCode.NO_NODE);
        }
        if (scope.lacks(Permission.READ, node.fields().acl())) {
            return new Result.Failure(ErrorCode.NO_AUTH);
        }
        return ExpectedVersion.differs(version, node.fields().version())
                ? new Result.Failure(ErrorCode.BAD_VERSION)
                : Result.Done.INSTANCE;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
