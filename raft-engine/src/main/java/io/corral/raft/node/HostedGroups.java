package io.corral.raft.node;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The groups that a node takes part in at the moment. Any thread. */
final class HostedGroups {
    private final Map<Integer, Member> members = new ConcurrentHashMap<>();

    /**
     * A group taken part in.
     *
     * @param loop its part of the raft loop
     * @param parts its other parts
     * @param inbox what peers have for it
     * @param ports what it stands on
     */
    record Member(RaftLoop loop, NodeParts parts, PeerInbox inbox, RaftPorts ports) {}

    void add(int group, Member member) {
        members.put(group, member);
    }

    /** Removes a group and returns it; null when it is not there. */
    @Nullable
    Member remove(int group) {
        return members.remove(group);
    }

    /** The group with this id, or null when the node does not take part in it. */
    @Nullable
    Member find(int group) {
        return members.get(group);
    }

    Iterable<Member> all() {
        return members.values();
    }

    int count() {
        return members.size();
    }

    /** Hands the same task to every group. */
    void post(LoopTask task) {
        members.values().forEach(member -> member.loop().submit(task));
    }

    /** What has failed is shared by all: each group fails with it. */
    void fail(Throwable cause) {
        members.values().forEach(member -> member.parts().failure().spread(cause));
    }
}
