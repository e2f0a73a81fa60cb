package io.corral.server.status;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When sessions expire of which nothing more is heard, as the server knows that decides it.
 *
 * @param sessions ids of sessions by the time at which they expire, in milliseconds of the server's monotonic clock; empty on a
 *     server that does not decide it
 * @param epochMillis wall-clock time at which the monotonic clock was 0, milliseconds since 1970
 */
public record Expiries(SortedMap<Long, List<Long>> sessions, long epochMillis) {

    /** Nothing expires. */
    public static final Expiries NONE = new Expiries(new TreeMap<>(), 0);

    /** Keeps an unmodifiable view. */
    public Expiries {
        sessions = Collections.unmodifiableSortedMap(sessions);
    }
}
