package io.corral.raft.node;

import io.corral.raft.core.Persist;
import io.corral.raft.message.Envelope;
import io.corral.raft.port.LogStorage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Work for the log thread, done in the order given. */
sealed interface LogWork {

    /**
     * Something to make durable, and what may be sent then.
     *
     * @param persist empty when only earlier work has to be durable before the messages go
     * @param thenSend messages that wait for it
     * @param proposedBytes to be given back to the budget of proposals
     */
    record Write(Optional<Persist> persist, List<Envelope> thenSend, long proposedBytes) implements LogWork {}

    /** Something else to do with the log when everything before is durable. */
    record Act(Action action) implements LogWork {}

    /** What an {@link Act} does. */
    interface Action {
        void run(LogStorage log) throws IOException;
    }
}
