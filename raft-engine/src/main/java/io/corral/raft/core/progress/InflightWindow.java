package io.corral.raft.core.progress;

import java.util.ArrayDeque;

/** Entries on their way to somewhere, in order of their indexes, counted in bytes until they have arrived. */
public final class InflightWindow {

    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();
    private long bytes;

    /** Bytes on their way. */
    public long bytes() {
        return bytes;
    }

    /**
     * Entries have left.
     *
     * @param lastIndex the last one, after those of earlier calls
     * @param messageBytes all of them
     */
    public void sent(long lastIndex, long messageBytes) {
        underWay.add(new Sent(lastIndex, messageBytes));
        bytes += messageBytes;
    }

    /** All entries up to this index have arrived. */
    public void acknowledged(long matchIndex) {
        while (!underWay.isEmpty() && underWay.getFirst().lastIndex <= matchIndex) {
            bytes -= underWay.removeFirst().bytes;
        }
    }

    /** Nothing is on its way any more. */
    public void clear() {
        underWay.clear();
        bytes = 0;
    }

    private record Sent(long lastIndex, long bytes) {}
}
