package io.corral.tree.ensemble;

import io.corral.tree.PlainNumber;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code server.N=host:peerPort:electionPort[:role][;[host:]clientPort]}. */
public final class MemberLine {
    /** What the key of such a line begins with. */
    public static final String PREFIX = "server.";

    private static final String FORM = "Write it like server.1=10.0.0.1:2888:3888;2181.";

    private static final int LONGEST_HOST = 255;

    private MemberLine() {}

    /**
     * The number N.
     *
     * @param key what stands before the equals sign
     * @throws NumberFormatException when there is no number behind the last dot
     */
    static long id(String key) {
        return PlainNumber.parse(key.substring(key.lastIndexOf('.') + 1).trim(), 10);
    }

    /**
     * Reads a line by its two halves.
     *
     * @param key {@code server.N}
     * @param value what stands behind the equals sign
     * @throws MalformedMemberException when it describes no member
     */
    public static EnsembleMember parse(String key, String value) throws MalformedMemberException {
        try {
            return parse(id(key), value);
        } catch (NumberFormatException e) {
            throw new MalformedMemberException(
                    "'" + key.substring(PREFIX.length()) + "' is not the number of a server.", FORM);
        }
    }

    static EnsembleMember parse(long id, String value) throws MalformedMemberException {
        if (id <= 0 || id > Integer.MAX_VALUE) {
            throw new MalformedMemberException(
                    "Servers are numbered from 1.", "Number the servers 1, 2, 3 and change their myid accordingly.");
        }
        String[] halves = value.split(";", -1);
        if (halves.length > 2) {
            throw new MalformedMemberException("There is more than one semicolon.", FORM);
        }
        if (halves[0].indexOf('|') >= 0) {
            throw new MalformedMemberException(
                    "Several addresses for one server are not offered.", "Keep one of them. " + FORM);
        }
        List<String> parts = HostAndPort.split(halves[0].trim());
        if (parts.size() < 3 || parts.size() > 4 || !isHost(parts.get(0))) {
            throw new MalformedMemberException("It is not host:peerPort:electionPort[:role].", FORM);
        }
        int peerPort = HostAndPort.port(parts.get(1));
        int electionPort = HostAndPort.port(parts.get(2));
        if (peerPort == electionPort) {
            throw new MalformedMemberException(
                    "Peer port and election port are the same.", "Use two ports, such as 2888 and 3888.");
        }
        MemberRole role = parts.size() == 4 ? role(parts.get(3)) : MemberRole.PARTICIPANT;
        Optional<HostAndPort> client = halves.length == 2 ? client(halves[1].trim()) : Optional.empty();
        return new EnsembleMember(id, parts.get(0), peerPort, electionPort, role, client);
    }

    /**
     * Whether names and addresses may look like this; whether they are any is not judged. What passes can be read back from where
     * it is written, on every machine alike: no letters but those of ASCII.
     */
    private static boolean isHost(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_HOST && text.chars().allMatch(MemberLine::isHostCharacter);
    }

    private static boolean isHostCharacter(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || ".-_:%".indexOf(character) >= 0;
    }

    private static MemberRole role(String word) throws MalformedMemberException {
        return switch (word.trim().toLowerCase(Locale.ROOT)) {
            case "participant" -> MemberRole.PARTICIPANT;
            case "observer" -> MemberRole.OBSERVER;
            default ->
                throw new MalformedMemberException(
                        "'" + word + "' is not a role.", "Write participant or observer, or leave it out.");
        };
    }

    private static Optional<HostAndPort> client(String text) throws MalformedMemberException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = HostAndPort.split(text);
        if (parts.size() > 2 || (parts.size() == 2 && !isHost(parts.get(0)))) {
            throw new MalformedMemberException("What follows the semicolon is not [host:]clientPort.", FORM);
        }
        int port = HostAndPort.port(parts.get(parts.size() - 1));
        return Optional.of(new HostAndPort(parts.size() == 2 ? parts.get(0) : "0.0.0.0", port));
    }
}
