package io.corral.sim.cluster;

import io.corral.raft.message.Envelope;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Besieges one leader after the other, in clusters that are made for it. */
final class Sieges {
    private static final long MILLISECOND = 1_000_000;
    private static final long LONGEST_PEACE_NANOS = 300 * MILLISECOND;

    private final Cluster cluster;
    private final SplittableRandom random;
    private @Nullable Siege current;
    private boolean over;

    Sieges(Cluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
    }

    void begin() {
        if (cluster.shape().sieges()) {
            beginLater();
        }
    }

    private void beginLater() {
        cluster.clock().after(random.nextLong(LONGEST_PEACE_NANOS), () -> {
            if (!over) {
                cluster.leader().ifPresentOrElse(this::besiege, this::beginLater);
            }
        });
    }

    private void besiege(Machine leader) {
        Siege siege = new Siege(cluster, random.split(), leader);
        current = siege;
        siege.begin();
        cluster.clock().after(siege.longestNanos(), () -> {
            if (current == siege) {
                lift();
                beginLater();
            }
        });
    }

    private void lift() {
        if (current != null) {
            current.lift();
            current = null;
        }
    }

    /** Ends them for good. */
    void end() {
        over = true;
        lift();
    }

    boolean areUnderWay() {
        return current != null;
    }

    /** The leader that is besieged; null when none is. */
    @Nullable
    Machine besieged() {
        return current == null ? null : current.leader();
    }

    /** Whether clients only read. */
    boolean areQuiet() {
        return current != null && current.isQuiet();
    }

    /** A message arrives somewhere. */
    void arrives(Envelope envelope) {
        if (current != null) {
            current.arrives(envelope);
        }
    }

    /** Another leads now. */
    void elected() {
        if (current != null) {
            current.elected();
        }
    }
}
