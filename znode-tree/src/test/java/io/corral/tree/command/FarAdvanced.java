package io.corral.tree.command;

import io.corral.tree.TreeState;
import io.corral.tree.TreeStateBuilder;
import io.corral.tree.ZnodeBuilder;
import java.util.function.UnaryOperator;

/** States that would take too long to reach. */
final class FarAdvanced {
    private FarAdvanced() {}

    static TreeState createCount(TreeState state, String path, int count) {
        return with(state, path, node -> node.createCount(count));
    }

    static TreeState version(TreeState state, String path, int version) {
        return with(state, path, node -> node.version(version));
    }

    private static TreeState with(TreeState state, String changed, UnaryOperator<ZnodeBuilder> change) {
        TreeStateBuilder builder = new TreeStateBuilder();
        state.nodes()
                .forEach((path, node) ->
                        builder.put(path, path.equals(changed) ? change.apply(node.toBuilder()) : node.toBuilder()));
        state.sessions().values().forEach(builder::put);
        builder.position(state.lastZxid(), state.lastWallMillis());
        return builder.build();
    }
}
