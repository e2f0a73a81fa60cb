package io.corral.tree.ensemble;

import io.corral.tree.ErrorCode;
import io.corral.tree.PlainNumber;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which members a client asks for: all of them in {@code newMembers}, or else some to join and some to leave. Read against the
 * present members, in ZooKeeper's order and with its errors.
 *
 * @param joining lines {@code server.N=…} separated by commas; null for none
 * @param leaving ids separated by commas; null for none
 * @param newMembers all lines, separated by commas or newlines; null to go by the other two
 */
public record MembersAsked(
        @Nullable String joining,
        @Nullable String leaving,
        @Nullable String newMembers) {
    /** Characters of a request altogether. Whoever may connect may ask, and every server reads it while the others wait. */
    private static final int LONGEST_REQUEST = 64 * 1024;

    private static final int HEXADECIMAL = 16;
    private static final int MOST_MEMBERS = 254;
    private static final int ANSWER_TO_WHAT_IS_NO_NUMBER = ErrorCode.MARSHALLING_ERROR;

    /** What came of reading it. */
    public sealed interface Reading {}

    /**
     * It can be read.
     *
     * @param members all members to be; not yet known to be enough of them
     */
    public record Members(List<EnsembleMember> members) implements Reading {}

    /**
     * It cannot.
     *
     * @param error ZooKeeper's error code
     */
    public record Refused(int error) implements Reading {}

    /**
     * The members that this leads to.
     *
     * @param present the members now
     */
    public Reading on(Ensemble present) {
        if ((long) length(joining) + length(leaving) + length(newMembers) > LONGEST_REQUEST) {
            return new Refused(ErrorCode.BAD_ARGUMENTS);
        }
        try {
            List<EnsembleMember> members = newMembers == null ? changed(present) : replaced(newMembers);
            checkDistinct(members);
            return new Members(new Ensemble(members, 0).members());
        } catch (MalformedMemberException e) {
            return new Refused(ErrorCode.BAD_ARGUMENTS);
        } catch (NumberFormatException e) {
            return new Refused(ANSWER_TO_WHAT_IS_NO_NUMBER);
        }
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** Files with these members have to be good for a start: whatever is refused there must not get this far. */
    private static void checkDistinct(List<EnsembleMember> members) throws MalformedMemberException {
        checkNumber(members.size());
        Set<Long> ids = new HashSet<>();
        Set<HostAndPort> addresses = new HashSet<>();
        for (EnsembleMember member : members) {
            if (!ids.add(member.id())) {
                throw new MalformedMemberException("Two members have one number.", "Give each server its own.");
            }
            if (!addresses.add(member.peerAddress())) {
                throw new MalformedMemberException("Two members have one address.", "Give each server its own.");
            }
        }
    }

    private static void checkNumber(int members) throws MalformedMemberException {
        if (members > MOST_MEMBERS) {
            throw new MalformedMemberException("These are too many members.", "Name at most " + MOST_MEMBERS + ".");
        }
    }

    private List<EnsembleMember> changed(Ensemble present) throws MalformedMemberException {
        TreeMap<Long, EnsembleMember> members = new TreeMap<>();
        present.members().forEach(member -> members.put(member.id(), member));
        for (String id : items(leaving)) {
            members.remove(PlainNumber.parse(id, 10));
        }
        List<String> joiners = items(joining);
        checkNumber(joiners.size());
        for (String line : joiners) {
            EnsembleMember joiner = joiner(line);
            if (members.values().stream().anyMatch(joiner::isInTheWayOf)) {
                throw new MalformedMemberException("Another member has the address.", "Give each server its own.");
            }
            members.put(joiner.id(), joiner);
        }
        return List.copyOf(members.values());
    }

    private static EnsembleMember joiner(String line) throws MalformedMemberException {
        List<String> halves = Arrays.stream(line.split("=", -1))
                .map(String::trim)
                .filter(half -> !half.isEmpty())
                .toList();
        if (halves.size() != 2) {
            throw new MalformedMemberException("It is not server.N=address.", "Write server.N=address.");
        }
        EnsembleMember joiner = MemberLine.parse(MemberLine.id(halves.get(0)), halves.get(1));
        if (joiner.clientAddress().isEmpty()) {
            throw new MalformedMemberException("There is no client port.", "Write it behind a semicolon.");
        }
        return joiner;
    }

    private static List<String> items(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(",", -1))
                        .map(String::trim)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    /**
     * Groups are refused, and so is a weight that is not 1: every participant has one vote. A version may be there, as in
     * {@code /zookeeper/config} and in what {@code reconfig -file} sends; it means nothing.
     */
    private static List<EnsembleMember> replaced(String lines) throws MalformedMemberException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(lines.replace(',', '\n')));
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedMemberException("These are no properties.", "Write key=value on each line.");
        }
        List<EnsembleMember> members = new ArrayList<>();
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key).trim();
            if (key.startsWith(MemberLine.PREFIX)) {
                members.add(MemberLine.parse(MemberLine.id(key), value));
            } else if (key.equals("version")) {
                var unused = PlainNumber.parse(value, HEXADECIMAL);
            } else if (!key.startsWith("weight.") || !value.equals("1")) {
                throw new MalformedMemberException("'" + key + "' describes no member.", "Remove it.");
            }
        }
        return members;
    }
}
