package io.corral.server.control;

import java.util.concurrent.CompletableFuture;

/**
 * The actions an operator can start on one server. Implementations may be called from any thread, never block, and complete
 * the returned futures exceptionally when the action failed.
 */
public interface ControlPort {

    /**
     * Writes a snapshot of the state as it is now, while traffic goes on.
     *
     * @return completes with the log index the snapshot covers, once the file is durable
     */
    CompletableFuture<Long> triggerSnapshot();

    /** Sets packet counters, latencies, response and proposal sizes of the server back to their start, as ZooKeeper's {@code srst}. */
    void resetServerStatistics();

    /** The trace mask that was last set, and ZooKeeper's default before; nothing is traced by it. */
    long traceMask();

    /** Sets the trace mask, as ZooKeeper's {@code stmk}: it is kept and shown, and has no other effect. */
    void setTraceMask(long mask);

    /**
     * Sets the counters of every open connection back to their start, as ZooKeeper's {@code crst}.
     *
     * @return completes when each event loop has done its part
     */
    CompletableFuture<Void> resetConnectionStatistics();

    /** Counts something that happened at the admin port. */
    void happened(AdminEvent event);

    /** Copies of the state. */
    StateTransfer transfer();
}
