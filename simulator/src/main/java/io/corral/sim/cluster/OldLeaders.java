package io.corral.sim.cluster;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Drives a cluster towards figure 8 of the Raft paper, where a leader finds an entry of an earlier term on a majority and another
 * leader overwrites it. A leader that could reach a minority only gives way to one that reached nobody, comes back, spreads what it
 * had, and goes at once; then the other returns.
 */
final class OldLeaders {
    private static final long MILLISECOND = 1_000_000;
    private static final long MAX_ACT_NANOS = 60 * MILLISECOND;
    private static final int PLAYS_ONE_IN = 8;

    private final Cluster cluster;
    private final SplittableRandom random;
    private Act act = Act.IDLE;
    private long first;
    private long second;

    OldLeaders(Cluster cluster, SplittableRandom random) {
        this.cluster = cluster;
        this.random = random;
    }

    private enum Act {
        IDLE,
        FIRST_IS_ALMOST_ALONE,
        SECOND_IS_ALONE,
        FIRST_IS_BACK
    }

    void elected(Machine leader) {
        switch (act) {
            case IDLE -> {
                if (cluster.machines().size() > 3 && random.nextInt(PLAYS_ONE_IN) == 0) {
                    act = Act.FIRST_IS_ALMOST_ALONE;
                    first = leader.id();
                    later(this::leaveFirstWithOneOther);
                }
            }
            case FIRST_IS_ALMOST_ALONE -> {
                if (leader.id() != first) {
                    act = Act.SECOND_IS_ALONE;
                    second = leader.id();
                    isolate(second);
                    later(this::bringFirstBack);
                }
            }
            case SECOND_IS_ALONE -> {
                act = Act.FIRST_IS_BACK;
                cluster.clock().after(random.nextLong(8 * MILLISECOND), () -> {
                    if (!cluster.troubles().areOver()) {
                        swap(leader);
                    }
                });
            }
            case FIRST_IS_BACK -> act = Act.IDLE;
        }
    }

    private void leaveFirstWithOneOther() {
        List<Machine> others = cluster.machines().stream()
                .filter(machine -> machine.id() != first)
                .toList();
        long companion = others.get(random.nextInt(others.size())).id();
        for (Machine other : others) {
            if (other.id() != companion) {
                cutBetween(first, other.id());
                cutBetween(companion, other.id());
            }
        }
    }

    private void bringFirstBack() {
        if (act == Act.SECOND_IS_ALONE) {
            cluster.wiring().heal();
            isolate(second);
        }
    }

    private void swap(Machine leader) {
        cluster.tally().count(Fault.OLD_LEADER_RETURNS.words());
        cluster.wiring().heal();
        isolate(leader.id());
        later(() -> later(cluster.wiring()::heal));
    }

    private void later(Runnable next) {
        cluster.clock().after(random.nextLong(MAX_ACT_NANOS), () -> {
            if (!cluster.troubles().areOver()) {
                next.run();
            }
        });
    }

    private void isolate(long machine) {
        for (Machine other : cluster.machines()) {
            if (other.id() != machine) {
                cutBetween(machine, other.id());
            }
        }
    }

    private void cutBetween(long one, long other) {
        cluster.wiring().cut(one, other);
        cluster.wiring().cut(other, one);
    }
}
