package io.corral.server.frontend;

import io.corral.tree.command.Outcome;
import io.corral.tree.command.SessionWrite;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections whose clients take no answers at present while reads are ready to be answered. Such a read can wait, but not beyond
 * a later write of its own session: it would see what that has done. So it is answered before the batch with that write is entered,
 * into the buffer that is bounded for every client.
 *
 * <p>Touched by its event loop alone.
 */
final class HeldUpReads {
    private final FrontendLoop loop;
    private final LongObjectMap<ClientConnection> bySession = new LongObjectHashMap<>();

    HeldUpReads(FrontendLoop loop) {
        this.loop = loop;
    }

    /** A connection's requests have gone on as far as they could. */
    void note(ClientConnection connection, boolean heldUp) {
        if (heldUp) {
            bySession.put(connection.sessionId(), connection);
        } else if (!bySession.isEmpty() && bySession.get(connection.sessionId()) == connection) {
            bySession.remove(connection.sessionId());
        }
    }

    /** The next batch has these outcomes. */
    void answerBefore(List<Outcome> outcomes) {
        if (bySession.isEmpty()) {
            return;
        }
        for (Outcome outcome : outcomes) {
            if (outcome.command() instanceof SessionWrite write
                    && write.origin().equals(loop.origin())) {
                if (loop.localWrites().knows(write)) {
                    answerLocalSessions();
                } else {
                    answer(bySession.get(write.sessionId()));
                }
            }
        }
    }

    /** Whose write it is that was carried is not worth asking. */
    private void answerLocalSessions() {
        for (ClientConnection connection : List.copyOf(bySession.values())) {
            if (connection.localSession() != null) {
                answer(connection);
            }
        }
    }

    private void answer(@Nullable ClientConnection connection) {
        if (connection != null) {
            bySession.remove(connection.sessionId());
            connection.intake().answerHeldUpReads();
        }
    }
}
