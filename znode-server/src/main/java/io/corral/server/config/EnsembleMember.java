package io.corral.server.config;

import java.net.InetSocketAddress;
import java.util.Optional;

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
        long id,
        String host,
        int peerPort,
        int electionPort,
        MemberRole role,
        Optional<InetSocketAddress> clientAddress) {

    /** The line as ZooKeeper writes it: {@code server.1=host:2888:3888:participant;0.0.0.0:2181}. */
    public String text() {
        String client = clientAddress
                .map(address -> ";" + bracketed(address.getHostString()) + ":" + address.getPort())
                .orElse("");
        return "server." + id + "=" + bracketed(host) + ":" + peerPort + ":" + electionPort + ":" + role.word()
                + client;
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }
}
