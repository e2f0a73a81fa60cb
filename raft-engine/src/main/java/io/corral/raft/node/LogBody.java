package io.corral.raft.node;

import io.corral.raft.message.Envelope;
import io.corral.raft.port.GroupPersist;
import io.corral.raft.port.PeerTransport;
import io.corral.raft.port.SharedLog;
import io.corral.raft.port.UnwritableException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Group commit for all groups: whatever has gathered while the last force ran goes into the next one. Messages that wait for durability are
 * sent from here, without another hop.
 *
 * <p>When the disk is full or read-only, work is kept in its order and tried again later; nothing of it counts as done meanwhile.
 * How much can gather is bounded by what leaders send without an answer, by the budget of proposals, and by the core, which promises no
 * further votes meanwhile.
 */
final class LogBody implements WorkerThread.Body<LogWork> {
    private final SharedLog log;
    private final PeerTransport transport;
    private final LongSupplier nanoClock;
    private final DiskObstruction obstruction;

    /** The group commit that is being gathered, or held up. */
    private final List<GroupPersist> batch = new ArrayList<>();

    /** The groups that have work in it. */
    private final List<LogShare> shares = new ArrayList<>();

    private final List<Envelope> thenSend = new ArrayList<>();

    /** What comes behind that, oldest first. */
    private final Deque<LogWork> behind = new ArrayDeque<>();

    LogBody(HostPorts ports, DiskObstruction obstruction) {
        this.log = ports.log();
        this.transport = ports.transport();
        this.nanoClock = ports.nanoClock();
        this.obstruction = obstruction;
    }

    @Override
    public void handle(LogWork first, Mailbox<LogWork> rest) throws IOException {
        LogWork other = gatherWrites(first, rest);
        if (other instanceof LogWork.Act act) {
            behind.add(act);
        }
        boolean mayTry = !obstruction.isInForce() || obstruction.isRetryDue(nanoClock.getAsLong());
        if (mayTry) {
            workOff();
        }
        if (other instanceof LogWork.Compact compact) {
            compact(compact, rest);
        }
    }

    @Override
    public void abandon(LogWork work) {
        if (work instanceof LogWork.Act act) {
            act.action().abandon();
        }
    }

    /** Gathers writes until other work comes, which is returned; null when there is no more. */
    private @Nullable LogWork gatherWrites(LogWork first, Mailbox<LogWork> rest) {
        LogWork work = first;
        while (work instanceof LogWork.Write write) {
            if (behind.isEmpty()) {
                gather(write);
            } else {
                behind.add(write);
            }
            work = rest.poll();
        }
        return work;
    }

    private void gather(LogWork.Write write) {
        LogShare share = write.share();
        if (write.persist().isPresent()) {
            batch.add(new GroupPersist(share.group(), write.persist().get()));
        }
        if (!share.hasFailed()) {
            thenSend.addAll(write.thenSend());
        }
        if (share.gather(write)) {
            shares.add(share);
        }
    }

    private void workOff() throws IOException {
        try {
            commit();
            while (!behind.isEmpty()) {
                workOff(behind.getFirst());
                behind.removeFirst();
            }
            commit();
        } catch (UnwritableException refused) {
            obstruction.refused(refused);
            return;
        }
        if (obstruction.isInForce()) {
            obstruction.over();
        }
    }

    private void workOff(LogWork work) throws IOException {
        if (work instanceof LogWork.Write write) {
            gather(write);
        } else if (work instanceof LogWork.Act act) {
            commit();
            act.action().run(act.share().storage());
        }
    }

    private void commit() throws IOException {
        if (!batch.isEmpty()) {
            long start = nanoClock.getAsLong();
            log.persist(batch);
            long nanos = nanoClock.getAsLong() - start;
            shares.forEach(share -> share.isDurable(nanos));
        }
        // Leaders wait for these; waking the own loop first would only delay them.
        thenSend.forEach(transport::send);
        shares.forEach(LogShare::settle);
        shares.clear();
        batch.clear();
        thenSend.clear();
    }

    /** Step by step: group commits that gathered meanwhile go in between. */
    private static void compact(LogWork.Compact work, Mailbox<LogWork> rest) throws IOException {
        try {
            if (work.share().storage().compact(work.upToIndex())) {
                rest.post(work);
            }
        } catch (UnwritableException refused) {
            // On a read-only disk the log stays as long as it is; the next snapshot tries again.
        }
    }
}
