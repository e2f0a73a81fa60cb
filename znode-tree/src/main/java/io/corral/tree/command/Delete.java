package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.acl.Permission;
import io.corral.tree.path.PathRules;

/**
 * Deletes a node. Its path is looked up, not validated.
 *
 * @param path full path
 * @param version the version the data must have; −1 for any
 */
public record Delete(String path, int version) implements MultiOperation {
    @Override
    public Result perform(WriteScope scope) {
        if (!PathRules.hasParent(path) || PathRules.isReserved(path)) {
            return new Result.Failure(ErrorCode.BAD_ARGUMENTS);
        }
        NodeDraft parent = scope.edit().find(PathRules.parentOf(path));
        if (parent == null) {
            return new Result.Failure(ErrorCode.NO_NODE);
        }
        if (scope.lacks(Permission.DELETE, parent.fields().acl())) {
            return new Result.Failure(ErrorCode.NO_AUTH);
        }
        NodeDraft node = scope.edit().find(path);
        if (node == null) {
            return new Result.Failure(ErrorCode.NO_NODE);
        }
        if (ExpectedVersion.differs(version, node.fields().version())) {
            return new Result.Failure(ErrorCode.BAD_VERSION);
        }
        if (node.numChildren() > 0) {
            return new Result.Failure(ErrorCode.NOT_EMPTY);
        }
        Removal.remove(scope, parent, node);
        return Result.Done.INSTANCE;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
