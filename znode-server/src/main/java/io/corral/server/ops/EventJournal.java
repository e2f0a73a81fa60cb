package io.corral.server.ops;

import io.corral.server.status.ServerEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** The newest events of a server, in memory; older ones are in its log. Any thread. */
public final class EventJournal {
    private final int capacity;
    private final LongSupplier wallClockMillis;
    private final Deque<ServerEvent> events = new ArrayDeque<>();
    private long last;

    /**
     * An empty journal.
     *
     * @param capacity how many events are kept, at least 1
     * @param wallClockMillis wall clock in milliseconds since 1970
     */
    public EventJournal(int capacity, LongSupplier wallClockMillis) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a journal of " + capacity + " events");
        }
        this.capacity = capacity;
        this.wallClockMillis = wallClockMillis;
    }

    /** Adds an event that happens now; the oldest makes room. */
    public synchronized void add(ServerEvent.Kind kind, String text) {
        if (events.size() == capacity) {
            events.removeLast();
        }
        events.addFirst(new ServerEvent(++last, wallClockMillis.getAsLong(), kind, text));
    }

    /** What is kept, the newest first. */
    public synchronized List<ServerEvent> newestFirst() {
        return List.copyOf(events);
    }
}
