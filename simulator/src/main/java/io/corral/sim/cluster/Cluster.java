package io.corral.sim.cluster;

import io.corral.raft.core.RaftStatus;
import io.corral.raft.core.membership.Membership;
import io.corral.raft.core.membership.MembershipCodec;
import io.corral.raft.core.quorum.Quorum;
import io.corral.raft.core.quorum.VoteResult;
import io.corral.raft.message.EntryType;
import io.corral.raft.message.LogEntry;
import io.corral.sim.promise.LogImage;
import io.corral.sim.promise.LossPromise;
import io.corral.sim.promise.Promises;
import io.corral.sim.world.RunTrace;
import io.corral.sim.world.SeededRun;
import io.corral.sim.world.SimulatedClock;
import io.corral.sim.world.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Some machines with their network, and everybody who looks at them. */
final class Cluster {
    private final ClusterShape shape;
    private final SeededRun run;
    private final Promises promises;
    private final Wiring wiring;
    private final Troubles troubles;
    private final LeaseWatch leases = new LeaseWatch(this);
    private final CommitTimes commits = new CommitTimes();
    private final List<Machine> machines = new ArrayList<>();

    Cluster(ClusterShape shape, SeededRun run, SplittableRandom random) {
        this.shape = shape;
        this.run = run;
        promises = new Promises();
        wiring = new Wiring(run.clock(), random.split(), shape.allNodes());
        for (long id = 1; id <= shape.allNodes(); id++) {
            machines.add(new Machine(id, this, random.split()));
        }
        troubles = new Troubles(this, random.split());
    }

    ClusterShape shape() {
        return shape;
    }

    SeededRun run() {
        return run;
    }

    SimulatedClock clock() {
        return run.clock();
    }

    RunTrace trace() {
        return run.trace();
    }

    Promises promises() {
        return promises;
    }

    Tally tally() {
        return run.tally();
    }

    Wiring wiring() {
        return wiring;
    }

    LeaseWatch leases() {
        return leases;
    }

    CommitTimes commits() {
        return commits;
    }

    Troubles troubles() {
        return troubles;
    }

    List<Machine> machines() {
        return machines;
    }

    /** A machine that believes to lead; of several, the one in the latest term. */
    Optional<Machine> leader() {
        Machine leader = null;
        long term = -1;
        for (Machine machine : machines) {
            RaftStatus status = machine.status();
            if (machine.leads() && status != null && status.term() > term) {
                leader = machine;
                term = status.term();
            }
        }
        return Optional.ofNullable(leader);
    }

    /**
     * Whether an entry would survive any crash on the disks of a majority of what some machine takes for the members, or is about to.
     * The status of a machine is as of its latest tick; what it has learned since is in its log.
     */
    boolean isDurable(LogEntry entry) {
        Set<Long> holders = machines.stream()
                .filter(machine -> machine.account().covers(entry))
                .map(Machine::id)
                .collect(Collectors.toSet());
        Stream<Membership> known =
                machines.stream().map(Machine::status).filter(Objects::nonNull).map(RaftStatus::membership);
        Stream<Membership> written =
                machines.stream().flatMap(machine -> machine.account().newestMembership().stream());
        Stream<Membership> named = entry.type() == EntryType.MEMBERSHIP
                ? Stream.of(MembershipCodec.decode(entry.payload()))
                : Stream.empty();
        return Stream.of(known, written, named)
                .flatMap(members -> members)
                .flatMap(members -> Stream.of(members, members.settled()))
                .anyMatch(members -> new Quorum(members).tally(holders, Set.of()) == VoteResult.WON);
    }

    /** Whether the cluster is promised to get over it when this machine loses its disk. */
    boolean canDoWithout(Machine machine) {
        List<LossPromise.Holding> holdings =
                machines.stream().map(this::holding).toList();
        List<Membership> inMind = machines.stream()
                .map(Machine::status)
                .filter(Objects::nonNull)
                .map(RaftStatus::membership)
                .filter(members -> !members.equals(Membership.NONE))
                .toList();
        return !troubles.areMembersChanging()
                && new LossPromise(promises, shape.membership()).coversLossOf(machine.id(), holdings, inMind);
    }

    private LossPromise.Holding holding(Machine machine) {
        if (machine.account().isDoubtful()) {
            return new LossPromise.Holding(machine.id(), new LogImage(), false, false);
        }
        return new LossPromise.Holding(machine.id(), machine.account().certain(), false, shape.isFounder(machine.id()));
    }

    /** The machines that have lost their disks and were not readmitted, and the founders that have not been welcomed yet. */
    Set<Long> emptyHanded() {
        return machines.stream()
                .filter(machine ->
                        machine.account().hasLost() || holding(machine).isBlank())
                .map(Machine::id)
                .collect(Collectors.toSet());
    }

    void elected(Machine leader) {
        tally().count("elections");
        troubles.elected(leader);
    }
}
