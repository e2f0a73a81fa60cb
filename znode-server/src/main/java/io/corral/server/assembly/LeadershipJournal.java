package io.corral.server.assembly;

import io.corral.server.replication.Leadership;
import io.corral.server.status.Distribution;
import io.corral.server.status.DurationMeter;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers and logs how leadership changed. Told on one thread at a time, read on any. */
final class LeadershipJournal {
    private static final Logger LOG = LoggerFactory.getLogger("io.corral.server.leadership");

    private final LongSupplier nanoClock;
    private final DurationMeter withoutLeader = new DurationMeter();
    private volatile Leadership last = Leadership.NONE;
    private volatile long leaderChanges;
    private volatile long elections;
    private volatile long roleSinceNanos;

    LeadershipJournal(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.roleSinceNanos = nanoClock.getAsLong();
    }

    /** Something about leadership changed, or is told again. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes
    void note(Leadership now) {
        Leadership before = last;
        if (now.equals(before)) {
            return;
        }
        last = now;
        if (now.term() > before.term() && now.local()) {
            elections++;
        }
        if (now.leaderId() != before.leaderId() || now.local() != before.local()) {
            long moment = nanoClock.getAsLong();
            if (now.known() && !before.known()) {
                withoutLeader.record(moment - roleSinceNanos);
            }
            roleSinceNanos = moment;
            if (now.known()) {
                leaderChanges++;
            }
            tell(now);
        }
    }

    private static void tell(Leadership now) {
        if (now.local()) {
            LOG.info("This server leads term {}.", now.term());
        } else if (now.known()) {
            LOG.info("Server {} leads term {}.", now.leaderId(), now.term());
        } else {
            LOG.info("No leader is known (term {}); an election is under way.", now.term());
        }
    }

    /** How long no leader was known, each time; the start of the server included. */
    Distribution timesWithoutLeader() {
        return withoutLeader.distribution();
    }

    /** How often another leader became known. */
    long leaderChanges() {
        return leaderChanges;
    }

    /** Elections won by this server. */
    long elections() {
        return elections;
    }

    /** Monotonic time of the last change of role or leader. */
    long roleSinceNanos() {
        return roleSinceNanos;
    }
}
