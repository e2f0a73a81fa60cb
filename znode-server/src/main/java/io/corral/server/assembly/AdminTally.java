package io.corral.server.assembly;

import io.corral.server.control.AdminEvent;
import io.corral.server.status.AdminCounts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what happens at the admin port. Thread-safe. */
final class AdminTally {
    private final Map<AdminEvent, Long> counts = new ConcurrentHashMap<>();

    void count(AdminEvent event) {
        counts.merge(event, 1L, Long::sum);
    }

    AdminCounts counts() {
        return new AdminCounts(
                of(AdminEvent.SNAPSHOT_FAILED),
                of(AdminEvent.SNAPSHOT_TOO_SOON),
                of(AdminEvent.RESTORE_FAILED),
                of(AdminEvent.RESTORE_TOO_SOON),
                of(AdminEvent.PLAIN_CONNECTION));
    }

    private long of(AdminEvent event) {
        return counts.getOrDefault(event, 0L);
    }
}
