package io.corral.raft.node;

import io.corral.raft.port.UnwritableException;
import io.corral.raft.port.WriteObstacle;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk of the log takes anything at the moment, and when to try again. Changed on the log thread, read on any thread.
 * The log says it when it begins and when it is over, not at each attempt.
 */
final class DiskObstruction {
    private static final Logger LOG = LoggerFactory.getLogger(DiskObstruction.class);
    private static final long FIRST_RETRY_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LAST_RETRY_NANOS = Duration.ofSeconds(2).toNanos();

    private final HostedGroups groups;
    private final LongSupplier nanoClock;
    private long beganAt;
    private long pause;
    private volatile @Nullable WriteObstacle obstacle;
    private volatile long retryAt;

    DiskObstruction(HostedGroups groups, LongSupplier nanoClock) {
        this.groups = groups;
        this.nanoClock = nanoClock;
    }

    /** What is in the way; empty when nothing is. Any thread. */
    Optional<WriteObstacle> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    boolean isInForce() {
        return obstacle != null;
    }

    /** Whether to try again. Any thread. */
    boolean isRetryDue(long nowNanos) {
        return obstacle != null && nowNanos - retryAt >= 0;
    }

    /** The disk has refused something. */
    void refused(UnwritableException refusal) {
        long now = nanoClock.getAsLong();
        boolean begins = obstacle == null;
        pause = begins ? FIRST_RETRY_NANOS : Math.min(2 * pause, LAST_RETRY_NANOS);
        retryAt = now + pause;
        if (begins) {
            beganAt = now;
            LOG.error(
                    "The log cannot be written ({}). Nothing is lost: reads go on, writes are refused, and writing resumes by"
                            + " itself as soon as the disk takes it. Free space on this file system or give it more, or make"
                            + " it writable again; never remove files of the log",
                    refusal.getMessage());
        }
        if (obstacle != refusal.obstacle()) {
            obstacle = refusal.obstacle();
            groups.post(running -> running.diskIs(obstacle()));
        }
    }

    /** The disk has taken what was held up. */
    void over() {
        obstacle = null;
        LOG.warn(
                "The log can be written again after {} ms; writes are accepted",
                Duration.ofNanos(nanoClock.getAsLong() - beganAt).toMillis());
        groups.post(running -> running.diskIs(obstacle()));
    }
}
