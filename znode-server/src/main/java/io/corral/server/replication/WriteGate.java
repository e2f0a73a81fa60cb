package io.corral.server.replication;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether clients' writes are let in. They are not while disks refuse writes and those known to take them are no majority: a write
 * would wait for somebody to make space. While nothing is known of a disk that refuses, the gate is open, whatever else is amiss.
 *
 * <p>Any thread may tell and any thread may ask; asking is one volatile read.
 */
public final class WriteGate {
    private static final Logger LOG = LoggerFactory.getLogger(WriteGate.class);

    private record Disk(boolean writable, long heardNanos) {}

    private final long localId;
    private Set<Long> voters;
    private final long validNanos;
    private final LongSupplier nanoClock;
    private final Map<Long, Disk> others = new HashMap<>();
    private boolean ownDiskWritable = true;
    private volatile boolean closed;

    /**
     * An open gate.
     *
     * @param localId this server
     * @param voters the servers with a vote
     * @param valid how long counts what another server has said of its disk
     * @param nanoClock monotonic clock in nanoseconds
     */
    public WriteGate(long localId, Set<Long> voters, Duration valid, LongSupplier nanoClock) {
        this.localId = localId;
        this.voters = Set.copyOf(voters);
        this.validNanos = valid.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Whether writes are refused. */
    public boolean isClosed() {
        return closed;
    }

    /** These servers have a vote now. */
    public synchronized void votersAre(Set<Long> servers) {
        voters = Set.copyOf(servers);
        review();
    }

    /** This server's disk takes writes, or does not. */
    public synchronized void ownDisk(boolean writable) {
        ownDiskWritable = writable;
        review();
    }

    /** Another server says whether its disk takes writes. */
    public synchronized void otherDisk(long server, boolean writable) {
        others.put(server, new Disk(writable, nanoClock.getAsLong()));
        review();
    }

    /** Decides again; to be called now and then, because what others said expires. */
    public synchronized void review() {
        long now = nanoClock.getAsLong();
        int writable = 0;
        Set<Long> refusing = new TreeSet<>();
        for (long voter : voters) {
            Disk disk = voter == localId ? new Disk(ownDiskWritable, now) : others.get(voter);
            if (disk == null || now - disk.heardNanos() > validNanos) {
                continue;
            }
            if (disk.writable()) {
                writable++;
            } else {
                refusing.add(voter);
            }
        }
        change(!refusing.isEmpty() && writable <= voters.size() / 2, refusing);
    }

    private void change(boolean toClosed, Set<Long> refusing) {
        if (toClosed == closed) {
            return;
        }
        closed = toClosed;
        if (toClosed) {
            LOG.warn(
                    "Writes of clients are refused and reads go on: the disks of servers {} take no writes, and the others that"
                            + " are heard of are no majority. Their logs and consoles tell what to do.",
                    refusing);
        } else {
            LOG.warn("Writes of clients are taken again.");
        }
    }
}
