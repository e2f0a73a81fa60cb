package io.corral.server.assembly;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What to tell an operator who has edited the members in the configuration of servers that have data. */
final class MembersAdvice {
    private static final Set<Long> ALONE = Set.of(1L);

    private MembersAdvice() {}

    /** The whole message: what does not agree, and the ways out of it that keep the data. */
    static String of(Path file, Set<Long> recorded, Set<Long> configured) {
        String copy =
                "take a copy of the state with the admin command snapshot, begin with empty data directories and hand the"
                        + " copy to the admin command restore";
        String way = recorded.equals(ALONE)
                ? "A server that has run alone is server 1 in its data. To let it grow, give it myid 1 and, as the only one, its"
                        + " line server.1, with standaloneEnabled=false and reconfigEnabled=true; start it, and add the others with"
                        + " reconfig while it runs. Or " + copy + "."
                : "Start with the server lines from before and reconfigEnabled=true, and add or remove members with reconfig while"
                        + " the ensemble runs. Or " + copy + ".";
        return "the data belongs to " + name(recorded) + ", but " + file + " names " + name(configured)
                + ". Members are not changed by editing the file, where some servers could go by the old lines and some by the new"
                + " ones. " + way;
    }

    private static String name(Collection<Long> ids) {
        return (ids.size() == 1 ? "server " : "servers ")
                + new TreeSet<>(ids).toString().replaceAll("[\\[\\]]", "");
    }
}
