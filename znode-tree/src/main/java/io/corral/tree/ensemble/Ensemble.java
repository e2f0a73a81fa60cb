package io.corral.tree.ensemble;

import io.corral.tree.PlainNumber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The members of the ensemble, and since which transaction they are.
 *
 * @param members by ascending id; empty when nothing is known of them, as with a server that is alone
 * @param version zxid of the transaction that made them the members; 0 when none did: they are those of the configuration files
 */
public record Ensemble(List<EnsembleMember> members, long version) {
    /** Nothing is known of the members. */
    public static final Ensemble UNKNOWN = new Ensemble(List.of(), 0);

    private static final String VERSION = "version=";

    /** Sorts the members. */
    public Ensemble {
        members = members.stream()
                .sorted(Comparator.comparingLong(EnsembleMember::id))
                .toList();
    }

    /** Whether nothing is known of the members. */
    public boolean isUnknown() {
        return members.isEmpty();
    }

    /** The member of this number, if there is one. */
    public Optional<EnsembleMember> member(long id) {
        return members.stream().filter(member -> member.id() == id).findFirst();
    }

    /** The numbers of those with a vote, ascending. */
    public SortedSet<Long> participants() {
        return ids(true);
    }

    /** The numbers of those without, ascending. */
    public SortedSet<Long> observers() {
        return ids(false);
    }

    private SortedSet<Long> ids(boolean voting) {
        return members.stream()
                .filter(member -> member.votes() == voting)
                .map(EnsembleMember::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One line for each member, as in a dynamic configuration file; without a newline at the end. */
    public String lines() {
        return members.stream().map(EnsembleMember::text).collect(Collectors.joining("\n"));
    }

    /** What clients read at {@code /zookeeper/config}: the lines and the version in hexadecimal. */
    public String text() {
        return lines() + "\n" + VERSION + Long.toHexString(version);
    }

    /** {@link #text} in UTF-8. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads {@link #text}, or {@link #lines}.
     *
     * @throws MalformedMemberException when it is neither
     */
    public static Ensemble parse(String text) throws MalformedMemberException {
        List<EnsembleMember> members = new ArrayList<>();
        long version = 0;
        for (String line : text.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (line.startsWith(MemberLine.PREFIX) && equals > 0) {
                members.add(MemberLine.parse(line.substring(0, equals), line.substring(equals + 1)));
            } else if (line.startsWith(VERSION)) {
                version = hexadecimal(line.substring(VERSION.length()));
            } else if (!line.trim().isEmpty()) {
                throw new MalformedMemberException("'" + line + "' describes no member.", "Remove it.");
            }
        }
        return new Ensemble(members, version);
    }

    private static long hexadecimal(String number) throws MalformedMemberException {
        try {
            return PlainNumber.parse(number, 16);
        } catch (NumberFormatException e) {
            throw new MalformedMemberException("'" + number + "' is no version.", "Write a hexadecimal number.");
        }
    }
}
