package io.corral.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Drives some connections on one thread until an instant, then waits for the answers still due. */
final class LoadLoop implements Callable<Answers> {
    private static final long SELECT_MILLIS = 50;
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(20);

    private final List<LoadConnection> connections;
    private final Answers answers;
    private final long endNanos;

    LoadLoop(List<LoadConnection> connections, Answers answers, long endNanos) {
        this.connections = List.copyOf(connections);
        this.answers = answers;
        this.endNanos = endNanos;
    }

    @Override
    public Answers call() throws IOException {
        try (Selector selector = Selector.open()) {
            for (LoadConnection connection : connections) {
                connection.register(selector);
                serve(keyOf(connection, selector), connection, true);
            }
            while (System.nanoTime() - endNanos < 0) {
                select(selector, true);
            }
            drain(selector);
        }
        return answers;
    }

    private static SelectionKey keyOf(LoadConnection connection, Selector selector) {
        return selector.keys().stream()
                .filter(key -> key.attachment() == connection)
                .findFirst()
                .orElseThrow();
    }

    private void select(Selector selector, boolean more) throws IOException {
        selector.select(SELECT_MILLIS);
        for (SelectionKey key : selector.selectedKeys()) {
            LoadConnection connection = (LoadConnection) key.attachment();
            if (key.isReadable()) {
                connection.receive(answers);
            }
            serve(key, connection, more);
        }
        selector.selectedKeys().clear();
    }

    private static void serve(SelectionKey key, LoadConnection connection, boolean more) throws IOException {
        boolean allWritten = more ? connection.send() : connection.flush();
        key.interestOps(allWritten ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void drain(Selector selector) throws IOException {
        long giveUp = System.nanoTime() + DRAIN_PATIENCE.toNanos();
        while (!connections.stream().allMatch(LoadConnection::everythingAnswered)) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IOException("some requests were not answered within " + DRAIN_PATIENCE);
            }
            select(selector, false);
        }
    }
}
