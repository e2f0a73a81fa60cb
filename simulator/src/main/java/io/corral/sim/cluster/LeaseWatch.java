package io.corral.sim.cluster;

import io.corral.raft.core.RaftStatus;
import io.corral.sim.promise.BrokenPromise;
import java.util.HashMap;
import java.util.Map;

/**
 * Lease exclusivity (thesis, section 6.4.1): as long as a node believes to hold a lease, by its own clock, nobody else leads a later
 * term. A leader that has asked another to take over believes nothing any more in that term.
 */
final class LeaseWatch {
    private final Cluster cluster;
    private final Map<Long, Lease> leases = new HashMap<>();
    private long latestTerm;
    private long latestLeader;

    LeaseWatch(Cluster cluster) {
        this.cluster = cluster;
    }

    /** A node says at this moment how it stands. */
    void says(Machine machine, RaftStatus status) {
        Lease before = leases.get(machine.id());
        if (before != null && before.term == status.term() && before.givenUp) {
            return;
        }
        if (status.leaseNanos() == 0) {
            leases.remove(machine.id());
            return;
        }
        cluster.tally().count("leases seen");
        Lease lease = new Lease(machine, status.term(), machine.clock().nanos() + status.leaseNanos());
        leases.put(machine.id(), lease);
        check(lease);
    }

    /** A leader asks another to take over. */
    void givesUp(Machine machine, long term) {
        Lease lease = new Lease(machine, term, 0);
        lease.givenUp = true;
        leases.put(machine.id(), lease);
    }

    /** The process has ended; what it believed does not matter any more. */
    void ended(Machine machine) {
        leases.remove(machine.id());
    }

    /** A node leads. */
    void leads(Machine machine, long term) {
        if (term > latestTerm) {
            latestTerm = term;
            latestLeader = machine.id();
        }
        leases.values().forEach(this::check);
    }

    private void check(Lease lease) {
        boolean holds = !lease.givenUp && lease.until - lease.machine.clock().nanos() > 0;
        if (holds && latestTerm > lease.term && latestLeader != lease.machine.id()) {
            throw cluster.run()
                    .fails(new BrokenPromise("lease exclusivity: n" + lease.machine.id() + " holds a lease of term "
                            + lease.term + " while n" + latestLeader + " leads term " + latestTerm));
        }
    }

    private static final class Lease {
        private final Machine machine;
        private final long term;
        private final long until;
        private boolean givenUp;

        private Lease(Machine machine, long term, long until) {
            this.machine = machine;
            this.term = term;
            this.until = until;
        }
    }
}
