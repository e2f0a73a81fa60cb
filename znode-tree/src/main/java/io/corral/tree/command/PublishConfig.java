package io.corral.tree.command;

import io.corral.tree.ErrorCode;
import io.corral.tree.NodeDraft;
import io.corral.tree.TreeEdit;
import io.corral.tree.TreeRules;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleState;
import io.corral.tree.ensemble.MalformedMemberException;
import io.corral.tree.path.PathRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
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
        if (edit.ensemble().inForce().version() > configVersion) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        boolean same = node.fields().mzxid() == configVersion
                && Arrays.equals(node.fields().data(), content);
        if (same) {
            return Outcomes.ignored(this, edit, Outcome.Disposition.DUPLICATE);
        }
        followed(edit.ensemble()).ifPresent(edit::setEnsemble);
        edit.update(
                node,
                node.fields().toBuilder()
                        .data(content)
                        .version(VERSION)
                        .modified(configVersion, edit.advanceTime(stampMillis)));
        return Outcomes.appliedWithoutZxid(this, edit, Result.Done.INSTANCE);
    }

    /** The members that the text names; nothing when it is no such text, or says nothing new. */
    private Optional<EnsembleState> followed(EnsembleState known) {
        try {
            Ensemble named = Ensemble.parse(new String(content, StandardCharsets.UTF_8));
            return Optional.of(new Ensemble(named.members(), configVersion))
                    .filter(ensemble -> !ensemble.equals(known.inForce()))
                    .map(known::with);
        } catch (MalformedMemberException e) {
            return Optional.empty();
        }
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
