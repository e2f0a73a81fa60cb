package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.path.PathRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The leader writes the membership of the ensemble into /zookeeper/config when it takes office. As in ZooKeeper the node's
 * version is then −1 and its mzxid the version of the configuration; no zxid is taken and no watch fires. What is there
 * already makes it a duplicate.
 *
 * @param content the text that clients read; not copied
 * @param configVersion version of the configuration
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, below
public record PublishConfig(byte[] content, long configVersion) implements Command {
    private static final int VERSION = -1;

    @Override
    public Outcome applyTo(TreeEdit edit, TreeRules rules, long stampMillis) {
        NodeDraft node = edit.find(PathRules.CONFIG);
        if (node == null) {
            return Outcomes.refused(this, edit, ErrorCode.NO_NODE);
        }
        boolean same = node.fields().mzxid() == configVersion
                && Arrays.equals(node.fields().data(), content);
        if (same) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        edit.update(
                node,
                node.fields().toBuilder()
                        .data(content)
                        .version(VERSION)
                        .modified(configVersion, edit.advanceTime(stampMillis)));
        return Outcomes.appliedWithoutZxid(this, edit, Result.Done.INSTANCE);
    }

    @Override
    public <R> R accept(CommandVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublishConfig that
                && configVersion == that.configVersion
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(content) + Long.hashCode(configVersion);
    }
}
