package io.corral.server.replication;

import io.corral.tree.StagedCopy;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells those who replace the state by a copy how far this server has executed that. Thread-safe. */
public final class Replacements {
    private final Map<Long, Watch> watches = new ConcurrentHashMap<>();

    /** What is told of one copy, in order. */
    static final class Watch {
        private final BlockingQueue<CopyProgress> told = new LinkedBlockingQueue<>();
        private volatile boolean begun;

        /** The next thing that happens; null when nothing does in this time. */
        @Nullable
        CopyProgress next(long patienceMillis) throws InterruptedException {
            return told.poll(patienceMillis, TimeUnit.MILLISECONDS);
        }

        /** The next thing that has happened; null when nothing has. */
        @Nullable
        CopyProgress poll() {
            return told.poll();
        }

        private void tell(CopyProgress progress) {
            begun = true;
            told.add(progress);
        }
    }

    /** Watches the copy of this number; to be called before anything of it is sent. */
    Watch expect(long number) {
        return watches.computeIfAbsent(number, unused -> new Watch());
    }

    /** Nobody waits for it any more. */
    void forget(long number) {
        watches.remove(number);
    }

    /** What is staged has changed. */
    void staged(@Nullable StagedCopy now) {
        watches.forEach((number, watch) -> {
            if (now != null && now.number() == number) {
                watch.tell(CopyProgress.taken(now.pieces()));
            } else if (watch.begun) {
                watch.tell(CopyProgress.lost());
            }
        });
    }

    /** The copy has replaced the state, whose last transaction id is this one now. */
    void happened(long number, long zxid) {
        Watch watch = watches.remove(number);
        if (watch != null) {
            watch.tell(new CopyProgress(0, zxid));
        }
    }
}
