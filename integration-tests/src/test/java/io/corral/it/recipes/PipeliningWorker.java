package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.ServerProcess;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Many requests under way at once, so that the leader dies with some of them anywhere between the client and the log. The answers
 * must come in the order of the requests, each as if no request before it had been lost or done twice.
 */
final class PipeliningWorker implements UntroubledWorker {
    private static final int STEPS_UNDER_WAY = 16;
    private static final byte[] NOTHING = new byte[0];

    private final ObservedClient client;
    private final ZooKeeper zooKeeper;
    private final String sequentialParent;
    private final String own;
    private final Thread thread = new Thread(this::work, "pipelining-worker");
    private final Semaphore free = new Semaphore(STEPS_UNDER_WAY);
    private final AtomicLong steps = new AtomicLong();
    private final AtomicInteger version = new AtomicInteger();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final Collection<String> sequentialNames = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    private PipeliningWorker(ObservedClient client, String root) {
        this.client = client;
        this.zooKeeper = client.zooKeeper();
        this.sequentialParent = root + "/sequential";
        this.own = root + "/pipelining-" + Long.toHexString(zooKeeper.getSessionId());
    }

    static PipeliningWorker start(ServerProcess server, String root) throws Exception {
        PipeliningWorker worker = new PipeliningWorker(ObservedClient.connect(server), root);
        worker.zooKeeper.create(worker.own, NOTHING, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        worker.thread.start();
        return worker;
    }

    private void work() {
        try {
            for (long number = 0; !stopping && trouble.get() == null; number++) {
                free.acquire();
                request(number);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Set, read, add a child, add a sequential node, delete the child, set twice in one transaction: answered in this order. */
    private void request(long number) {
        String child = own + "/child-" + number;
        zooKeeper.setData(own, NOTHING, -1, (rc, path, ctx, stat) -> expectNextVersion("set", rc, stat), null);
        zooKeeper.getData(own, false, (rc, path, ctx, data, stat) -> expectSameVersion(rc, stat), null);
        zooKeeper.create(
                child,
                NOTHING,
                Ids.OPEN_ACL_UNSAFE,
                CreateMode.EPHEMERAL,
                (rc, path, ctx, name) -> expect(rc == 0 && child.equals(name), "create", rc, name),
                null);
        zooKeeper.create(
                sequentialParent + "/",
                NOTHING,
                Ids.OPEN_ACL_UNSAFE,
                CreateMode.PERSISTENT_SEQUENTIAL,
                (rc, path, ctx, name) -> {
                    expect(rc == 0, "create sequential", rc, name);
                    sequentialNames.add(String.valueOf(name));
                },
                null);
        zooKeeper.delete(child, 0, (rc, path, ctx) -> expect(rc == 0, "delete", rc, path), null);
        zooKeeper.multi(
                List.of(Op.setData(own, NOTHING, -1), Op.setData(own, NOTHING, -1)),
                (rc, path, ctx, results) -> {
                    expect(rc == 0, "multi", rc, results);
                    version.addAndGet(2);
                    steps.incrementAndGet();
                    free.release();
                },
                null);
    }

    private void expectNextVersion(String request, int rc, @Nullable Stat stat) {
        int expected = version.incrementAndGet();
        expect(rc == 0 && stat != null && stat.getVersion() == expected, request + " to version " + expected, rc, stat);
    }

    private void expectSameVersion(int rc, @Nullable Stat stat) {
        int expected = version.get();
        expect(rc == 0 && stat != null && stat.getVersion() == expected, "get of version " + expected, rc, stat);
    }

    private void expect(boolean asItShould, String request, int rc, @Nullable Object answer) {
        if (!asItShould) {
            trouble.compareAndSet(null, "step " + steps + ", " + request + ": " + Code.get(rc) + ", " + answer);
        }
    }

    @Override
    public long steps() {
        return steps.get();
    }

    @Override
    public void assertUntroubled() {
        assertThat(trouble.get()).as("trouble of " + own).isNull();
        client.assertConnectedThroughout();
    }

    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        boolean allAnswered = free.tryAcquire(STEPS_UNDER_WAY, Pauses.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(allAnswered).as("all requests of " + own + " answered").isTrue();
        thread.interrupt();
        thread.join();
        assertUntroubled();
    }

    @Override
    public void assertEverythingDoneOnce() throws Exception {
        Stat stat = zooKeeper.exists(own, false);
        assertThat((long) stat.getVersion()).isEqualTo(3 * steps());
        assertThat(stat.getNumChildren()).as("children left over").isZero();
        assertThat((long) stat.getCversion()).as("children made and deleted").isEqualTo(2 * steps());
        assertThat((long) sequentialNames.size()).isEqualTo(steps());
    }

    @Override
    public Collection<String> sequentialNames() {
        return sequentialNames;
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        client.close();
    }
}
