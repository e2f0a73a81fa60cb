package io.corral.server.config;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code server.N=host:peerPort:electionPort[:role][;[host:]clientPort]}. */
final class MemberLine {

    private static final String FORM = "Write it like server.1=10.0.0.1:2888:3888;2181.";

    private MemberLine() {}

    static EnsembleMember parse(Setting line) throws ConfigException {
        long id = id(line);
        String[] halves = line.value().split(";", -1);
        if (halves.length > 2) {
            throw line.bad("There is more than one semicolon.", FORM);
        }
        if (halves[0].indexOf('|') >= 0) {
            throw line.bad("Several addresses for one server are not available yet.", "Keep one of them. " + FORM);
        }
        List<String> parts = HostPort.split(line, halves[0].trim());
        if (parts.size() < 3 || parts.size() > 4 || parts.get(0).isBlank()) {
            throw line.bad("It is not host:peerPort:electionPort[:role].", FORM);
        }
        int peerPort = HostPort.port(line, parts.get(1));
        int electionPort = HostPort.port(line, parts.get(2));
        if (peerPort == electionPort) {
            throw line.bad("Peer port and election port are the same.", "Use two ports, such as 2888 and 3888.");
        }
        MemberRole role = parts.size() == 4 ? role(line, parts.get(3)) : MemberRole.PARTICIPANT;
        Optional<InetSocketAddress> client = halves.length == 2 ? client(line, halves[1].trim()) : Optional.empty();
        return new EnsembleMember(id, parts.get(0), peerPort, electionPort, role, client);
    }

    private static long id(Setting line) throws ConfigException {
        String text = line.key().substring("server.".length());
        try {
            long id = Long.parseLong(text);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            throw line.bad("'" + text + "' is not the number of a server.", FORM);
        }
        throw line.bad("Servers are numbered from 1.", "Number the servers 1, 2, 3 and change their myid accordingly.");
    }

    private static MemberRole role(Setting line, String word) throws ConfigException {
        return switch (word.trim().toLowerCase(Locale.ROOT)) {
            case "participant" -> MemberRole.PARTICIPANT;
            case "observer" -> MemberRole.OBSERVER;
            default ->
                throw line.bad("'" + word + "' is not a role.", "Write participant or observer, or leave it out.");
        };
    }

    private static Optional<InetSocketAddress> client(Setting line, String text) throws ConfigException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = HostPort.split(line, text);
        if (parts.size() > 2) {
            throw line.bad("What follows the semicolon is not [host:]clientPort.", FORM);
        }
        int port = HostPort.port(line, parts.get(parts.size() - 1));
        String host = parts.size() == 2 ? parts.get(0) : "0.0.0.0";
        return Optional.of(InetSocketAddress.createUnresolved(host, port));
    }
}
