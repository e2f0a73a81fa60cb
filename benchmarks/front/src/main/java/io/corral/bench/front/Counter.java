package io.corral.bench.front;

import java.nio.ByteBuffer;

/** The replicated state, the same on every engine: how many commands there were and how long they were together. */
public final class Counter {
    private volatile long commands;
    private long bytes;

    /** Executes a command of this length; one thread only. Returns how many there have been. */
    public long execute(int length) {
        bytes += length;
        long count = commands + 1;
        commands = count;
        return count;
    }

    /** Commands executed. Any thread. */
    public long commands() {
        return commands;
    }

    /** The state in sixteen bytes; on the executing thread. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(commands)
                .putLong(bytes)
                .array();
    }

    /** Takes over a state written by {@link #toBytes()}; on the executing thread. */
    public void restore(byte[] state) {
        ByteBuffer in = ByteBuffer.wrap(state);
        commands = in.getLong();
        bytes = in.getLong();
    }
}
