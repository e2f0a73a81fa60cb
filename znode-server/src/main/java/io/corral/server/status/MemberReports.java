package io.corral.server.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The newest report of every other member, with the moment it came in. Any thread may record and any thread may ask.
 */
public final class MemberReports {

    private final long localId;
    private volatile SortedMap<Long, String> hosts;
    private final long reachableNanos;
    private final LongSupplier nanoClock;
    private final Map<Long, Received> newest = new ConcurrentHashMap<>();

    /**
     * No reports yet.
     *
     * @param localId this server
     * @param hosts host of every member, this server included, by id
     * @param reachableFor how long after its last report a member counts as reachable; three to five times the interval of
     *     reports
     * @param nanoClock monotonic clock in nanoseconds
     */
    public MemberReports(long localId, Map<Long, String> hosts, Duration reachableFor, LongSupplier nanoClock) {
        this.localId = localId;
        this.hosts = sorted(hosts);
        this.reachableNanos = reachableFor.toNanos();
        this.nanoClock = nanoClock;
    }

    private static SortedMap<Long, String> sorted(Map<Long, String> hosts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
    }

    /** These are the hosts of the members from now on. */
    public void follow(Map<Long, String> members) {
        hosts = sorted(members);
        newest.keySet().retainAll(members.keySet());
    }

    /** Keeps a report that just came in; reports of servers that are no members are dropped. */
    public void record(MemberReport report) {
        if (report.id() != localId && hosts.containsKey(report.id())) {
            newest.put(report.id(), new Received(report, nanoClock.getAsLong()));
        }
    }

    /** The newest commit index that any other member has reported; 0 when none has. */
    public long newestCommitIndex() {
        long newestIndex = 0;
        for (Received received : newest.values()) {
            newestIndex = Math.max(newestIndex, received.report().progress().commitIndex());
        }
        return newestIndex;
    }

    /**
     * The ensemble now.
     *
     * @param own what this server says of itself at this moment
     */
    public EnsembleStatus ensemble(MemberReport own) {
        long now = nanoClock.getAsLong();
        List<MemberStatus> members = new ArrayList<>(hosts.size());
        hosts.forEach((id, host) -> members.add(
                id == localId ? new MemberStatus(id, host, Optional.of(own), true, 0) : remote(id, host, now)));
        return new EnsembleStatus(localId, members);
    }

    private MemberStatus remote(long id, String host, long now) {
        Received received = newest.get(id);
        if (received == null) {
            return new MemberStatus(id, host, Optional.empty(), false, -1);
        }
        long ageNanos = Math.max(0, now - received.atNanos());
        return new MemberStatus(
                id,
                host,
                Optional.of(received.report()),
                ageNanos <= reachableNanos,
                Duration.ofNanos(ageNanos).toMillis());
    }

    private record Received(MemberReport report, long atNanos) {}
}
