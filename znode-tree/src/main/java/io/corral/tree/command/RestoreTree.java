package io.corral.tree.command;

import io.corral.tree.NodeDraft;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.codec.TreeImage;
import io.corral.tree.path.PathRules;
import io.corral.tree.session.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator replaces all nodes and sessions by those of a copy, on every replica in the same place of the log. Zxid and time never
 * go back. Sessions that are in both keep their password and begin a new attach epoch, so that nothing sent before is executed
 * after. The node with the membership stays as it was.
 *
 * @param number tells one such command from another; not 0
 * @param image the copy, see {@link TreeImage}; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, below
public record RestoreTree(long number, byte[] image) implements Command {

    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        TreeState copy = TreeImage.decode(image);
        NodeDraft membership = edit.find(PathRules.CONFIG);
        Znode kept = membership == null ? null : membership.fields();
        List<Session> known = new ArrayList<>();
        for (Session session : copy.sessions().values()) {
            Session now = edit.session(session.id());
            if (now != null) {
                known.add(now.attached(now.owner(), now.timeoutMillis()).withEphemerals(session.ephemerals()));
            }
        }
        edit.startOverFrom(copy);
        known.forEach(edit::put);
        NodeDraft config = edit.find(PathRules.CONFIG);
        if (config != null && kept != null) {
            edit.update(config, kept.toBuilder());
        }
        edit.advanceTime(stampMillis);
        edit.nextZxid();
        return Outcomes.appliedWithoutZxid(this, edit, Result.Done.INSTANCE);
    }

    @Override
    public long replacement() {
        return number;
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RestoreTree that && number == that.number && Arrays.equals(image, that.image);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(image) + Long.hashCode(number);
    }
}
