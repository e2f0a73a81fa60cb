package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.ServerProcess;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** One request at a time, of every kind, each answer checked before the next. */
final class SynchronousWorker implements UntroubledWorker {
    private static final byte[] NOTHING = new byte[0];

    private final ObservedClient client;
    private final ZooKeeper zooKeeper;
    private final String sequentialParent;
    private final String own;
    private final Thread thread = new Thread(this::work, "synchronous-worker");
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong watchEvents = new AtomicLong();
    private final Semaphore unseenWatchEvents = new Semaphore(0);
    private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
    private final Collection<String> sequentialNames = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    private SynchronousWorker(ObservedClient client, String root) {
        this.client = client;
        this.zooKeeper = client.zooKeeper();
        this.sequentialParent = root + "/sequential";
        this.own = root + "/synchronous-" + Long.toHexString(zooKeeper.getSessionId());
    }

    static SynchronousWorker start(ServerProcess server, String root) throws Exception {
        SynchronousWorker worker = new SynchronousWorker(ObservedClient.connect(server), root);
        worker.zooKeeper.create(worker.own, NOTHING, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        worker.thread.start();
        return worker;
    }

    private void work() {
        try {
            while (!stopping) {
                step(steps.get());
                steps.incrementAndGet();
            }
        } catch (Exception | AssertionError thrown) {
            trouble.set(thrown);
        }
    }

    /** Leaves {@code own} two versions older, with one child more, and one more sequential node. */
    private void step(long number) throws Exception {
        Stat before = new Stat();
        zooKeeper.getData(own, this::countWatchEvent, before);
        assertThat(before.getVersion()).isEqualTo((int) (2 * number));
        assertThat(zooKeeper.setData(own, NOTHING, before.getVersion()).getVersion())
                .isEqualTo(before.getVersion() + 1);
        assertThat(unseenWatchEvents.tryAcquire(Pauses.PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as("the watch fires")
                .isTrue();
        List<OpResult> results = zooKeeper.multi(List.of(
                Op.check(own, before.getVersion() + 1),
                Op.setData(own, NOTHING, -1),
                Op.create(child(number), NOTHING, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT)));
        Stat stat = ((OpResult.SetDataResult) results.get(1)).getStat();
        assertThat(stat.getVersion()).isEqualTo(before.getVersion() + 2);
        String passing = own + "/passing";
        assertThat(zooKeeper.create(passing, NOTHING, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL))
                .isEqualTo(passing);
        zooKeeper.delete(passing, 0);
        assertThat(zooKeeper.exists(passing, false)).isNull();
        sequentialNames.add(zooKeeper.create(
                sequentialParent + "/", NOTHING, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL));
    }

    private String child(long number) {
        return own + "/child-" + number;
    }

    private void countWatchEvent(WatchedEvent event) {
        if (event.getType() == EventType.NodeDataChanged) {
            watchEvents.incrementAndGet();
            unseenWatchEvents.release();
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
        thread.join(Pauses.PATIENCE.toMillis());
        assertThat(thread.isAlive()).as(own + " still at work").isFalse();
        assertUntroubled();
    }

    @Override
    public void assertEverythingDoneOnce() throws Exception {
        Stat stat = zooKeeper.exists(own, false);
        assertThat((long) stat.getVersion()).isEqualTo(2 * steps());
        assertThat((long) stat.getNumChildren()).isEqualTo(steps());
        assertThat(stat.getCversion()).as("children made and deleted").isEqualTo((int) (3 * steps()));
        assertThat(watchEvents.get()).as("watch events, one per watch set").isEqualTo(steps());
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
