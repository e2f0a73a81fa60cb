package io.corral.server.assembly;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was begun of something that is either begun as a whole or not at all. Used by one thread. */
final class Beginnings {
    private final Deque<AutoCloseable> begun = new ArrayDeque<>();

    /** Remembers a part that runs or is open; returns it. */
    <T extends AutoCloseable> T with(T part) {
        begun.add(part);
        return part;
    }

    /**
     * Closes all parts, the first one first: what calls upon other parts of its own accord is to be added before them.
     *
     * @param cause why; it is told what could not be closed
     */
    void undo(Throwable cause) {
        while (!begun.isEmpty()) {
            try {
                begun.remove().close();
            } catch (Exception e) {
                cause.addSuppressed(e);
            }
        }
    }
}
