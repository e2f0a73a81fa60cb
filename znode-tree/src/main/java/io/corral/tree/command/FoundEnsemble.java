package io.corral.tree.command;

import io.corral.tree.NodeDraft;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.Znode;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.path.PathRules;
import java.util.List;

/**
 * The leader of an ensemble whose members may be changed gives those of the configuration files their first version, as ZooKeeper
 * does with {@code reconfigEnabled}: from here on the replicated state says who the members are. Members that have a version make it
 * a duplicate. A change that is under way stays so.
 *
 * @param members who they are
 */
public record FoundEnsemble(List<EnsembleMember> members) implements Command {
    private static final int VERSION = -1;

    /** Copies the list. */
    public FoundEnsemble {
        members = List.copyOf(members);
    }

    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        NodeDraft node = edit.find(PathRules.CONFIG);
        if (edit.ensemble().inForce().version() != 0 || node == null) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        WriteScope scope = WriteScope.ofServer(edit, rules, stampMillis);
        Ensemble ensemble = new Ensemble(members, scope.zxid());
        edit.setEnsemble(edit.ensemble().with(ensemble));
        Znode old = node.fields();
        edit.update(
                node,
                old.toBuilder().data(ensemble.bytes()).version(VERSION).modified(scope.zxid(), scope.wallMillis()));
        scope.changed(Change.ofData(PathRules.CONFIG, ensemble.bytes().length, scope.zxid(), old.acl()));
        return Outcomes.applied(this, scope, Result.Done.INSTANCE);
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
