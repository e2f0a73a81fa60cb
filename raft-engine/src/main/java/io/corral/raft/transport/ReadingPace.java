package io.corral.raft.transport;

import io.netty.channel.Channel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stops reading from a connection while too much of what it brought is not worked off, and goes on at half of that. The
 * sender is then held back by TCP, and no thread waits.
 */
final class ReadingPace {
    private static final int OVERHEAD_BYTES = 64;

    private final Channel channel;
    private final long limit;
    private final AtomicLong unconsumed = new AtomicLong();
    private volatile boolean paused;

    ReadingPace(Channel channel, long limit) {
        this.channel = channel;
        this.limit = limit;
    }

    /** A message arrived; on the event loop. Run the result, on any thread, when the message is worked off. */
    Runnable arrived(int payloadBytes) {
        long bytes = (long) payloadBytes + OVERHEAD_BYTES;
        if (unconsumed.addAndGet(bytes) > limit && !paused) {
            paused = true;
            channel.config().setAutoRead(false);
            // What was consumed before the pause was visible did not end it.
            resumeIfDue();
        }
        return () -> consumed(bytes);
    }

    private void consumed(long bytes) {
        if (unconsumed.addAndGet(-bytes) <= limit / 2 && paused) {
            try {
                channel.eventLoop().execute(this::resumeIfDue);
            } catch (RejectedExecutionException transportClosed) {
                // Nothing is read any more.
                return;
            }
        }
    }

    private void resumeIfDue() {
        if (paused && unconsumed.get() <= limit / 2) {
            paused = false;
            channel.config().setAutoRead(true);
        }
    }
}
