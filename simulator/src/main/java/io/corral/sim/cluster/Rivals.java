package io.corral.sim.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes a node be asked for its vote twice in a term, and start again in between. A leader starts again, so that the others campaign at
 * once; two of those cannot hear each other, and one is slow to write its own vote down. Whoever gives one of them its vote starts again
 * and is still there when the other asks. Where leases are in use, who starts again gives no vote.
 */
final class Rivals {
    private static final long MILLISECOND = 1_000_000;
    private static final long MAX_LEAD_NANOS = 60 * MILLISECOND;
    private static final long MAX_WRITE_NANOS = 150 * MILLISECOND;
    private static final long PLAY_NANOS = 250 * MILLISECOND;
    private static final int PLAYS_ONE_IN = 4;

    private final Cluster cluster;
    private final SplittableRandom random;
    private boolean play;

    Rivals(Cluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
    }

    /** Somebody leads, who may be the one to start again. */
    void elected(Machine leader) {
        boolean suits = cluster.machines().size() > 2 && !cluster.shape().leases();
        if (suits && !play && random.nextInt(PLAYS_ONE_IN) == 0) {
            cluster.clock().after(random.nextLong(MAX_LEAD_NANOS), () -> {
                if (!play && !cluster.troubles().areOver() && leader.leads()) {
                    begin(leader);
                }
            });
        }
    }

    private void begin(Machine leader) {
        play = true;
        cluster.tally().count(Fault.RIVALS.words());
        List<Machine> others = new ArrayList<>(cluster.machines());
        others.remove(leader);
        Machine quick = others.remove(random.nextInt(others.size()));
        Machine slow = others.remove(random.nextInt(others.size()));
        cluster.trace()
                .line(() ->
                        "-- n" + leader.id() + " starts again, n" + quick.id() + " and n" + slow.id() + " are rivals");
        cluster.wiring().cut(quick.id(), slow.id());
        cluster.wiring().cut(slow.id(), quick.id());
        slow.pace().writesWithin(MAX_WRITE_NANOS);
        restart(leader);
        cluster.clock().after(PLAY_NANOS, () -> {
            play = false;
            slow.pace().slowDisk(false);
            cluster.wiring().mend(quick.id(), slow.id());
            cluster.wiring().mend(slow.id(), quick.id());
        });
    }

    /** A node is giving its vote. */
    void votes(Machine voter) {
        if (play && !cluster.troubles().areOver()) {
            cluster.clock().after(0, () -> {
                if (!cluster.troubles().areOver()) {
                    cluster.tally().count("voters restarted behind their vote");
                    restart(voter);
                }
            });
        }
    }

    private void restart(Machine machine) {
        machine.kill();
        cluster.clock().after(random.nextLong(MILLISECOND), machine::start);
    }
}
