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
     * @param share the group it is of
     * @param persist empty when only earlier work has to be durable before the messages go
     * @param thenSend messages that wait for it
     * @param proposedBytes to be given back to the budget of proposals
     */
    record Write(LogShare share, Optional<Persist> persist, List<Envelope> thenSend, long proposedBytes)
            implements LogWork {}

    /** Something else to do with the log of a group when everything before is durable. */
    record Act(LogShare share, Action action) implements LogWork {}

    /**
     * A step of removing the log of a group up to this index. Depends on no other work; on a disk that is full it must not wait for what is
     * held up there.
     */
    record Compact(LogShare share, long upToIndex) implements LogWork {}

    /** Tries again what the disk has refused, if it is time to. */
    record Retry() implements LogWork {}

    /** What an {@link Act} does. When the disk refuses it is run again later, from the start. */
    interface Action {
        void run(LogStorage log) throws IOException;

        /** Called instead when the log thread has ended. */
        default void abandon() {}
    }
}
