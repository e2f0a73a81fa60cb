package io.corral.tree.apply;

import io.corral.tree.TreeState;
import io.corral.tree.command.Outcome;
import java.util.List;

/**
 * What a batch has led to.
 *
 * @param after the state behind the whole batch
 * @param outcomes one per command, in order; immutable
 */
public record Applied(TreeState after, List<Outcome> outcomes) {}
