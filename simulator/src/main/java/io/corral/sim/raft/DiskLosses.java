package io.corral.sim.raft;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nodes whose directories an operator empties. Nothing that was sent to or by the former self of such a node arrives any more, as real
 * connections see to.
 */
final class DiskLosses {
    private final Group group;

    /** Those that have not started since. */
    private final Set<SimulatedNode> down = new HashSet<>();

    /** Those that may not have been readmitted since. */
    private final Set<SimulatedNode> unrepaired = new HashSet<>();

    DiskLosses(Group group) {
        this.group = group;
    }

    /**
     * A node that is up loses everything, if the group is promised to get over it, and starts again after a while.
     *
     * @return whether it did
     */
    boolean lose(SimulatedNode node, long downNanos) {
        if (!node.isUp() || !group.canDoWithout(node)) {
            return false;
        }
        say("n" + node.id() + " loses its disk");
        node.wipe();
        group.network().forget(node.id());
        down.add(node);
        unrepaired.add(node);
        group.tally().count("disks lost");
        group.clock().after(downNanos, () -> {
            say("n" + node.id() + " starts from nothing");
            down.remove(node);
            node.start();
        });
        return true;
    }

    /** Whether the node is still down for that, and must not be started otherwise. */
    boolean isDown(SimulatedNode node) {
        return down.contains(node);
    }

    /** The ids of those that were not readmitted yet. */
    Set<Long> unrepaired() {
        unrepaired.removeIf(node -> !node.disk().isFresh());
        return unrepaired.stream().map(SimulatedNode::id).collect(Collectors.toSet());
    }

    private void say(String what) {
        group.trace().line(() -> "-- " + what);
    }
}
