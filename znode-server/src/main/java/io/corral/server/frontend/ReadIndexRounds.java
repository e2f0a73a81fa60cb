package io.corral.server.frontend;

import io.corral.server.replication.ReplicationLink;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the leader what is committed, on behalf of one event loop: whoever asks while a question is under way waits for the next
 * one, which serves all of them together. So a thousand syncs cost one round, and without a leader one question at a time is
 * repeated. Touched by its event loop alone.
 */
final class ReadIndexRounds {
    private final FrontendLoop loop;
    private List<Runnable> waiting = new ArrayList<>();
    private boolean underWay;

    ReadIndexRounds(FrontendLoop loop) {
        this.loop = loop;
    }

    /** Runs the action once this loop's view includes everything that is committed now. */
    void whenUpToDate(Runnable action) {
        waiting.add(action);
        if (!underWay) {
            ask();
        }
    }

    /** Nobody waits any more. */
    void clear() {
        waiting.clear();
    }

    private void ask() {
        underWay = true;
        List<Runnable> asking = waiting;
        waiting = new ArrayList<>();
        loop.services().link().readIndex(new ReplicationLink.ReadIndexListener() {
            @Override
            public void granted(long index) {
                loop.execute(() -> answered(index, asking));
            }

            @Override
            public void refused() {
                loop.executeAfterRetryPause(() -> askAgain(asking));
            }
        });
    }

    private void answered(long index, List<Runnable> asking) {
        underWay = false;
        loop.whenCaughtUpTo(index, () -> asking.forEach(this::runGuarded));
        if (!waiting.isEmpty() && !underWay) {
            ask();
        }
    }

    /** One that fails must not keep the others waiting for ever. */
    private void runGuarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            loop.services().log().waitingFailed(loop.number(), e);
        }
    }

    private void askAgain(List<Runnable> asking) {
        asking.addAll(waiting);
        waiting = asking;
        underWay = false;
        if (!waiting.isEmpty()) {
            ask();
        }
    }
}
