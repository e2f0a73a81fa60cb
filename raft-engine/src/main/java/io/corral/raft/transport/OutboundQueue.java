package io.corral.raft.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Messages of one kind that wait for a connection, bounded in bytes. Any thread adds, the event loop takes. */
final class OutboundQueue {
    private final Queue<Outgoing> messages = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    /** Adds a message unless more than {@code limit} bytes would wait. */
    boolean add(Outgoing message, long limit) {
        if (bytes.get() + message.costBytes() > limit) {
            return false;
        }
        bytes.addAndGet(message.costBytes());
        messages.add(message);
        return true;
    }

    @Nullable
    Outgoing poll() {
        Outgoing message = messages.poll();
        if (message != null) {
            bytes.addAndGet(-message.costBytes());
        }
        return message;
    }

    long bytes() {
        return bytes.get();
    }

    void clear() {
        messages.clear();
    }
}
