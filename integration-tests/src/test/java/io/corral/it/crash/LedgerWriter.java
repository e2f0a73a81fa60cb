package io.corral.it.crash;

import static org.awaitility.Awaitility.await;

import io.corral.it.crash.Ledger.Creation;
import io.corral.it.crash.Ledger.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/** A client that creates nodes and sets its counter without pause, and keeps the ledger. Its own errors fail the test. */
final class LedgerWriter {
    private static final int SESSION_TIMEOUT_MILLIS =
            (int) Duration.ofSeconds(20).toMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ledger ledger;
    private final String name;
    private final String parent;
    private final String counterPath;
    private final ZooKeeper zooKeeper;
    private final Thread thread;
    private final AtomicLong writes = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopping;

    private LedgerWriter(Ledger ledger, String connectString, String parent, String name) throws Exception {
        this.ledger = ledger;
        this.name = name;
        this.parent = parent;
        this.counterPath = parent + "-counter-" + name;
        this.zooKeeper = new ZooKeeper(connectString, SESSION_TIMEOUT_MILLIS, event -> {});
        this.thread = new Thread(this::work, "ledger-writer-" + name);
    }

    /** Starts writing under the given parent, which exists; the name is unique there. */
    static LedgerWriter start(Ledger ledger, String connectString, String parent, String name) throws Exception {
        LedgerWriter writer = new LedgerWriter(ledger, connectString, parent, name);
        writer.awaitConnection();
        writer.zooKeeper.create(writer.counterPath, text(0), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        writer.thread.start();
        return writer;
    }

    private void work() {
        try {
            for (long number = 0; !stopping; number++) {
                write(number);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (Exception | AssertionError thrown) {
            failure.set(thrown);
        }
    }

    private void write(long number) throws Exception {
        boolean answered = number % 2 == 0
                ? create(
                        name + "-" + number + "-",
                        number % 4 == 0 ? CreateMode.PERSISTENT : CreateMode.PERSISTENT_SEQUENTIAL)
                : set(ledger.counter(counterPath));
        if (answered) {
            writes.incrementAndGet();
        } else {
            awaitConnection();
        }
    }

    private boolean create(String label, CreateMode mode) throws Exception {
        try {
            String path = zooKeeper.create(
                    parent + "/" + label, label.getBytes(StandardCharsets.UTF_8), Ids.OPEN_ACL_UNSAFE, mode);
            ledger.record(new Creation(parent, label, path.substring(parent.length() + 1), Outcome.DONE));
            return true;
        } catch (KeeperException.ConnectionLossException answerLost) {
            ledger.record(new Creation(parent, label, null, Outcome.OPEN));
            return false;
        }
    }

    private boolean set(Counter counter) throws Exception {
        byte[] value = text(counter.nextValue());
        try {
            counter.acknowledge(zooKeeper.setData(counterPath, value, -1).getVersion());
            return true;
        } catch (KeeperException.ConnectionLossException answerLost) {
            counter.leaveOpen();
            return false;
        }
    }

    private void awaitConnection() {
        await("a connection")
                .atMost(PATIENCE)
                .until(() -> stopping
                        || zooKeeper.getState().isConnected()
                        || !zooKeeper.getState().isAlive());
    }

    /** Writes acknowledged so far. */
    long writes() {
        return writes.get();
    }

    /** Fails if a write ended in a way it must not. */
    void assertUnharmed() {
        if (failure.get() != null) {
            throw new AssertionError("writer " + name + ": " + failure.get(), failure.get());
        }
    }

    /** Ends the writing; a write without answer is ended as soon as the connection's loss is noticed. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join(PATIENCE.toMillis());
        assertUnharmed();
        if (thread.isAlive()) {
            throw new AssertionError("writer " + name + " waits for an answer that does not come");
        }
    }

    /** Ends the session. */
    void close() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        zooKeeper.close();
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
