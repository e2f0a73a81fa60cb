package io.corral.tree.ensemble;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * One {@code server.N} line.
 *
 * @param id the number N
 * @param host host name or address, IPv6 without brackets
 * @param peerPort first port: Raft between the members
 * @param electionPort second port: ZooKeeper's elections; accepted, shown and not used
 * @param role whether it votes
 * @param clientAddress what follows the semicolon; empty when the line has none
 */
public record EnsembleMember(
        long id, String host, int peerPort, int electionPort, MemberRole role, Optional<HostAndPort> clientAddress) {

    /** The line as ZooKeeper writes it: {@code server.1=host:2888:3888:participant;0.0.0.0:2181}. */
    public String text() {
        return "server." + id + "=" + HostAndPort.bracketed(host) + ":" + peerPort + ":" + electionPort + ":"
                + role.word() + clientAddress.map(address -> ";" + address).orElse("");
    }

    /** Whether it has a vote. */
    public boolean votes() {
        return role == MemberRole.PARTICIPANT;
    }

    /** Where the other members find it. */
    public HostAndPort peerAddress() {
        return new HostAndPort(host, peerPort);
    }

    /** Whether two different servers want the same address. Those that mean something else on each machine do not count. */
    boolean isInTheWayOf(EnsembleMember other) {
        return id != other.id && addresses().anyMatch(mine -> other.addresses().anyMatch(mine::equals));
    }

    private Stream<HostAndPort> addresses() {
        return Stream.concat(Stream.of(peerAddress(), new HostAndPort(host, electionPort)), clientAddress.stream())
                .filter(address -> !address.isLocalOrAny());
    }
}
