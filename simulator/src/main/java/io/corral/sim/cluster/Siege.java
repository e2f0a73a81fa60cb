package io.corral.sim.cluster;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.message.AppendReply;
import io.corral.raft.message.AppendRequest;
import io.corral.raft.message.Envelope;
import io.corral.sim.world.NetworkWeather;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An attack on one leader and whatever it trusts in: a lease (thesis, section 6.4.1), or answers to its rounds of reads. Its clock runs as
 * slow as it may and those of the others as fast; at the worst moment it is cut off, the others are told that its process is gone, and
 * nothing keeps them from electing another but what they promised. Clients go on asking it.
 */
final class Siege {
    private static final long MILLISECOND = 1_000_000;
    private static final long MAX_PREPARATION_NANOS = 60 * MILLISECOND;

    /** Enough for all to be given what the leader has. */
    private static final long CALM_NANOS = 40 * MILLISECOND;

    /** After so long an answer is on its way, in fair weather. */
    private static final long MIN_ANSWER_NANOS = MILLISECOND / 10;

    private static final long MAX_ANSWER_NANOS = MILLISECOND * 4 / 10;

    private static final long MAX_BREAKOUT_NANOS = 10 * MILLISECOND;
    private static final long MAX_RESTART_NANOS = 3 * MILLISECOND;

    private final Cluster cluster;
    private final SplittableRandom random;
    private final Machine leader;
    private final Way way;
    private final List<Machine> others;

    /** Of the others, those whose answers the leader needs. */
    private final List<Machine> faithful;

    private final Set<Long> seen = new HashSet<>();
    private Act act = Act.BEGINS;
    private long newestRound;
    private long roundBefore;

    Siege(Cluster cluster, SplittableRandom random, Machine leader) {
        this.cluster = cluster;
        this.random = random;
        this.leader = leader;
        way = Way.values()[random.nextInt(Way.values().length)];
        others =
                cluster.machines().stream().filter(machine -> machine != leader).toList();
        faithful = others.subList(0, cluster.machines().size() / 2);
    }

    /** What makes a moment the worst. */
    enum Way {
        /** A round was just answered: the lease is at its longest. */
        ANSWERED,

        /** A round is being answered: the answers come late, when the promises are over, or others have been elected. */
        ANSWERING,

        /** Those who have just answered start again, and those who can be elected have promised nothing for long. */
        ANSWERED_AND_FORGOTTEN
    }

    private enum Act {
        BEGINS,
        LIES_IN_WAIT,
        HAS_STRUCK,
        IS_OVER
    }

    /** After this time it has come to its end, or never will. */
    long longestNanos() {
        long patience = ClusterShape.PATIENCE_UNDER_SIEGE.toNanos();
        return 2 * MAX_PREPARATION_NANOS + patience * (way == Way.ANSWERED_AND_FORGOTTEN ? 5 : 3) / 2;
    }

    Machine leader() {
        return leader;
    }

    /** Whether clients only read, so that somebody who has heard nothing for a while can be elected all the same. */
    boolean isQuiet() {
        return way == Way.ANSWERED_AND_FORGOTTEN && act != Act.HAS_STRUCK;
    }

    void begin() {
        say("n" + leader.id() + " is going to be besieged, " + way);
        cluster.tally().count(Fault.BESIEGED.words());
        cluster.wiring().heal();
        cluster.wiring().weather(NetworkWeather.FAIR);
        cluster.machines().forEach(Machine::start);
        leader.clock().runsAt(MachineClock.SLOWEST);
        others.forEach(other -> other.clock().runsAt(MachineClock.FASTEST));
        if (way == Way.ANSWERED_AND_FORGOTTEN) {
            after(CALM_NANOS, this::takeTheOthersAway);
        } else {
            lieInWaitAfter(random.nextLong(MAX_PREPARATION_NANOS));
        }
    }

    private void takeTheOthersAway() {
        others.stream().filter(other -> !faithful.contains(other)).forEach(this::cutOff);
        lieInWaitAfter(ClusterShape.PATIENCE_UNDER_SIEGE.toNanos() + random.nextLong(MAX_PREPARATION_NANOS));
    }

    private void lieInWaitAfter(long nanos) {
        after(nanos, () -> {
            roundBefore = newestRound;
            act = Act.LIES_IN_WAIT;
        });
    }

    /** A message arrives somewhere. */
    void arrives(Envelope envelope) {
        if (envelope.from() == leader.id() && envelope.message() instanceof AppendRequest request) {
            newestRound = Math.max(newestRound, request.readRound());
            awaits(Way.ANSWERING, request.readRound(), envelope.to());
        } else if (envelope.to() == leader.id()
                && way != Way.ANSWERING
                && envelope.message() instanceof AppendReply reply) {
            awaits(way, reply.readRound(), envelope.from());
        }
    }

    private void awaits(Way awaited, long round, long other) {
        if (way == awaited && act == Act.LIES_IN_WAIT && round > roundBefore) {
            seen.add(other);
            if (seen.size() >= faithful.size()) {
                act = Act.HAS_STRUCK;
                after(way == Way.ANSWERING ? random.nextLong(MIN_ANSWER_NANOS, MAX_ANSWER_NANOS) : 0, this::strike);
            }
        }
    }

    private void strike() {
        say("n" + leader.id() + " is besieged");
        cluster.tally().count("leaders besieged, " + way);
        RaftStatus status = leader.status();
        if (status != null && status.leaseNanos() > 0) {
            cluster.tally().count("leases besieged");
        }
        others.forEach(this::cutOff);
        if (way == Way.ANSWERED_AND_FORGOTTEN) {
            for (Machine machine : faithful) {
                machine.kill();
                cluster.clock().after(random.nextLong(MAX_RESTART_NANOS), machine::start);
            }
        }
    }

    private void cutOff(Machine other) {
        cluster.wiring().cut(leader.id(), other.id());
        cluster.wiring().refuse(other.id(), leader.id());
    }

    /** Another leads now. */
    void elected() {
        if (act == Act.HAS_STRUCK) {
            cluster.tally().count("leaders elected under siege");
            if (random.nextBoolean()) {
                after(random.nextLong(MAX_BREAKOUT_NANOS), this::letMessengersThrough);
            }
        }
    }

    /** What the besieged leader has sent meanwhile reaches those who may follow another; it hears nothing of that. */
    private void letMessengersThrough() {
        for (Machine other : others) {
            cluster.wiring().mend(leader.id(), other.id());
        }
    }

    /** All is as before. */
    void lift() {
        say("n" + leader.id() + " is besieged no more");
        act = Act.IS_OVER;
        cluster.wiring().heal();
        cluster.machines().forEach(machine -> machine.clock().runsAsUsual());
    }

    private void after(long nanos, Runnable next) {
        cluster.clock().after(nanos, () -> {
            if (act != Act.IS_OVER) {
                next.run();
            }
        });
    }

    private void say(String what) {
        cluster.trace().line(() -> "-- " + what);
    }
}
