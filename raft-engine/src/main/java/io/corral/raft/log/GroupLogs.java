package io.corral.raft.log;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The logs of the groups of a node, in order of their ids. Groups are only ever added, seldom, and looked up from any thread. */
final class GroupLogs {
    /** Replaced as a whole, never changed. */
    private volatile SortedMap<Integer, GroupLog> logs = Collections.emptySortedMap();

    /** The log of a group; made when there is none yet. */
    GroupLog of(int group, IntFunction<GroupLog> maker) {
        GroupLog log = logs.get(group);
        return log != null ? log : added(group, maker);
    }

    private synchronized GroupLog added(int group, IntFunction<GroupLog> maker) {
        @Nullable GroupLog addedMeanwhile = logs.get(group);
        if (addedMeanwhile != null) {
            return addedMeanwhile;
        }
        SortedMap<Integer, GroupLog> more = new TreeMap<>(logs);
        GroupLog log = maker.apply(group);
        more.put(group, log);
        logs = more;
        return log;
    }

    /** All of them, as of now. */
    Collection<GroupLog> all() {
        return logs.values();
    }
}
