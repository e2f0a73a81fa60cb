package io.corral.server.auth;

import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.acl.Identity;
import io.corral.tree.acl.Permission;
import io.corral.tree.command.Check;
import io.corral.tree.command.CloseSession;
import io.corral.tree.command.Create;
import io.corral.tree.command.Delete;
import io.corral.tree.command.Failed;
import io.corral.tree.command.Multi;
import io.corral.tree.command.OperationVisitor;
import io.corral.tree.command.Reconfig;
import io.corral.tree.command.SetAcl;
import io.corral.tree.command.SetData;
import io.corral.tree.path.PathRules;
import java.util.List;

/**
 * Tells of an operation whether it would fail for lack of permission if it executed now ({@code enableEagerACLCheck}). Says no
 * where it cannot know: where the node is missing, and for operations ZooKeeper does not check early. Immutable.
 *
 * @param state the state this server has reached
 * @param rules who may do what
 * @param carried as who the connection writes
 */
public record ForbiddenWrites(TreeState state, AccessRules rules, List<Identity> carried)
        implements OperationVisitor<Boolean> {

    @Override
    public Boolean visit(Create operation) {
        return lacksOnParent(Permission.CREATE, operation.path());
    }

    @Override
    public Boolean visit(Delete operation) {
        return lacksOnParent(Permission.DELETE, operation.path());
    }

    @Override
    public Boolean visit(SetData operation) {
        return lacks(Permission.WRITE, operation.path());
    }

    @Override
    public Boolean visit(SetAcl operation) {
        return lacks(Permission.ADMIN, operation.path());
    }

    @Override
    public Boolean visit(Check operation) {
        return false;
    }

    @Override
    public Boolean visit(Multi operation) {
        return false;
    }

    @Override
    public Boolean visit(Failed operation) {
        return false;
    }

    @Override
    public Boolean visit(Reconfig operation) {
        return false;
    }

    @Override
    public Boolean visit(CloseSession operation) {
        return false;
    }

    private boolean lacksOnParent(int permission, String path) {
        return PathRules.hasParent(path) && lacks(permission, PathRules.parentOf(path));
    }

    private boolean lacks(int permission, String path) {
        Znode node = state.find(path);
        return node != null && !rules.permits(node.acl(), permission, carried);
    }
}
