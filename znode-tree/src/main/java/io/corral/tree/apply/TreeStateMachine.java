package io.corral.tree.apply;

import io.corral.tree.TreeEdit;
import io.corral.tree.TreeState;
import io.corral.tree.acl.AclPool;
import io.corral.tree.command.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Leads from one state to the next. The result is a pure function of state and batch, and does not depend on how
 * a sequence of commands is cut into batches. For one thread, as it keeps a pool of shared access control lists.
 */
public final class TreeStateMachine {
    private final AclPool acls = new AclPool();

    /**
     * Executes commands in order and builds the next version once for all of them.
     *
     * @param before the state they start from; not changed
     * @param batch the commands
     * @return the state behind them and what became of each
     */
    public Applied apply(TreeState before, List<StampedCommand> batch) {
        TreeEdit edit = new TreeEdit(before, acls);
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        for (StampedCommand stamped : batch) {
            outcomes.add(stamped.command().applyTo(edit, stamped.rules(), stamped.stampMillis()));
        }
        return new Applied(edit.finish(), Collections.unmodifiableList(outcomes));
    }
}
