package io.corral.raft.node;

import io.corral.raft.core.RefusedEntries;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about entries of a leader that cannot be taken: at once when something new is wrong, and then once a minute, since
 * the leader sends them again many times a second. Used on the raft loop.
 */
final class RefusalReports {
    private static final long REST_NANOS = Duration.ofMinutes(1).toNanos();

    private RefusedEntries.@Nullable Reason last;
    private long toldAt;

    /** What to say; empty while it was said lately. */
    Optional<String> about(RefusedEntries refused, long nowNanos) {
        if (refused.reason() == last && nowNanos - toldAt < REST_NANOS) {
            return Optional.empty();
        }
        last = refused.reason();
        toldAt = nowNanos;
        return Optional.of("Entry " + refused.index() + " from node " + refused.leader() + ", leader of term "
                + refused.term() + ", cannot be taken, nor anything behind it, so this node falls behind: "
                + why(refused.reason()));
    }

    private static String why(RefusedEntries.Reason reason) {
        return switch (reason) {
            case UNREADABLE_MEMBERSHIP ->
                "it says who the members are in a form that is unknown here. Bring this node to the release of that one";
            case OUT_OF_ORDER ->
                "the message is not in order. Bring both nodes to the same release; if they are, restart them one after the other";
            case CONTRADICTS_COMMITTED ->
                "it contradicts what is committed here. One of the two has data of another group, or older data than it once"
                        + " had. Find out which of them agrees with the rest, stop the other one, and start it with an empty"
                        + " data directory";
        };
    }
}
