package io.corral.server.status;

import java.util.List;

/**
 * One server at one moment. Cheap to build and to keep; the parts may have been read some microseconds apart.
 *
 * @param identity who the server is and how it is configured
 * @param standing its role and the leader it knows
 * @param log how far its log and its state have come
 * @param tree the size of the replicated state it holds
 * @param traffic what its clients do
 * @param timings how long the steps of a write take
 * @param host the process and the machine, and what a leader knows of its followers
 * @param admin what became of requests to its admin port
 */
public record ServerStatus(
        ServerIdentity identity,
        Standing standing,
        LogStatus log,
        TreeStatus tree,
        TrafficStatus traffic,
        TimingStatus timings,
        HostStatus host,
        AdminCounts admin) {

    /** Whether client requests are answered now. */
    public boolean serving() {
        return standing.serving();
    }

    /** The followers as this server, being leader, sees them; empty on every other server. */
    public List<PeerProgress> peers() {
        return log.peers();
    }
}
