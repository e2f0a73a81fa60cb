package io.corral.server.status;

import java.util.List;
import java.util.Optional;

/**
 * The whole ensemble, seen from one server.
 *
 * @param localId the server that is asked
 * @param members all configured members by ascending id; a standalone server lists itself alone
 */
public record EnsembleStatus(long localId, List<MemberStatus> members) {

    /** Keeps an unmodifiable copy of the list. */
    public EnsembleStatus {
        members = List.copyOf(members);
    }

    /** The reachable member that leads the newest term, or stands alone. */
    public Optional<MemberReport> leader() {
        return members.stream()
                .filter(MemberStatus::reachable)
                .flatMap(member -> member.report().stream())
                .filter(EnsembleStatus::leads)
                .max((one, other) ->
                        Long.compare(one.standing().term(), other.standing().term()));
    }

    private static boolean leads(MemberReport report) {
        ServerMode mode = report.standing().mode();
        return mode == ServerMode.LEADER || mode == ServerMode.STANDALONE;
    }
}
