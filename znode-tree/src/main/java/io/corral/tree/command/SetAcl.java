package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.Znode;
import io.corral.tree.acl.AclEntry;
import io.corral.tree.acl.AclList;
import io.corral.tree.acl.Permission;
import io.corral.tree.path.PathRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets the access control list of a node. No watch sees it, and of the stat only aversion changes.
 *
 * @param path full path
 * @param acl the client's list; null where it sent none, or an entry without scheme or id: both are refused
 * @param version the version the list must have; −1 for any
 */
public record SetAcl(String path, @Nullable List<AclEntry> acl, int version) implements Operation {
    @Override
    public Result perform(WriteScope scope) {
        if (!PathRules.isValid(path)) {
            return new Result.Failure(ErrorCode.BAD_ARGUMENTS);
        }
        AclList fixedAcl = scope.fixUp(acl);
        if (fixedAcl == null) {
            return new Result.Failure(ErrorCode.INVALID_ACL);
        }
        NodeDraft node = scope.edit().find(path);
        if (node == null) {
            return new Result.Failure(ErrorCode.NO_NODE);
        }
        Znode old = node.fields();
        if (scope.lacks(Permission.ADMIN, old.acl())) {
            return new Result.Failure(ErrorCode.NO_AUTH);
        }
        if (ExpectedVersion.differs(version, old.aversion())) {
            return new Result.Failure(ErrorCode.BAD_VERSION);
        }
        scope.edit().update(node, old.toBuilder().acl(fixedAcl).aversion(old.aversion() + 1));
        return new Result.Updated(node.stat());
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
