package io.corral.it.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.barriers.DistributedBarrier;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.framework.recipes.nodes.PersistentTtlNode;
import org.apache.curator.retry.RetryForever;
import org.apache.curator.retry.RetryNTimes;
import org.awaitility.Awaitility;

/** Sessions of Curator's recipes. */
final class CuratorSessions {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SESSION_MILLIS = 30_000;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int RETRY_MILLIS = 50;
    private static final long LONG_MILLIS = 3_600_000;

    private CuratorSessions() {}

    static void recipes(RecordingProxy proxy) throws Exception {
        try (CuratorFramework one = connect(proxy);
                CuratorFramework two = connect(proxy);
                CuratorCache cache = CuratorCache.build(two, "/recipes")) {
            AtomicInteger changes = new AtomicInteger();
            cache.listenable()
                    .addListener(CuratorCacheListener.builder()
                            .forAll((type, before, after) -> changes.incrementAndGet())
                            .build());
            one.create().creatingParentsIfNeeded().forPath("/recipes/start");
            cache.start();
            latches(one, two);
            mutex(one, two);
            counter(one);
            group(one);
            transaction(two);
            one.delete().deletingChildrenIfNeeded().forPath("/recipes/locks");
            await(() -> changes.get() > 10);
        }
    }

    static void brokenConnections(RecordingProxy proxy) throws Exception {
        try (CuratorFramework one = connect(proxy);
                CuratorFramework two = connect(proxy);
                CuratorCache cache = CuratorCache.build(two, "/broken");
                LeaderLatch latch = new LeaderLatch(one, "/broken/latch")) {
            cache.start();
            latch.start();
            await(latch::hasLeadership);
            one.create().creatingParentsIfNeeded().forPath("/broken/a", bytes("1"));
            proxy.breakConnections();
            one.setData().forPath("/broken/a", bytes("2"));
            await(latch::hasLeadership);
            await(() -> cache.get("/broken/a")
                    .filter(data -> new String(data.getData(), UTF_8).equals("2"))
                    .isPresent());
        }
    }

    private static void latches(CuratorFramework one, CuratorFramework two) throws Exception {
        try (LeaderLatch heir = new LeaderLatch(two, "/recipes/latch")) {
            try (LeaderLatch leader = new LeaderLatch(one, "/recipes/latch")) {
                leader.start();
                await(leader::hasLeadership);
                heir.start();
                await(() -> leader.getParticipants().size() == 2);
            }
            await(heir::hasLeadership);
        }
    }

    private static void mutex(CuratorFramework one, CuratorFramework two) throws Exception {
        InterProcessMutex held = new InterProcessMutex(one, "/recipes/locks/mutex");
        InterProcessMutex wanted = new InterProcessMutex(two, "/recipes/locks/mutex");
        held.acquire();
        wanted.acquire(1, TimeUnit.MILLISECONDS);
        held.release();
        wanted.acquire();
        wanted.release();
        InterProcessSemaphoreV2 semaphore = new InterProcessSemaphoreV2(one, "/recipes/locks/semaphore", 2);
        Lease lease = semaphore.acquire();
        semaphore.returnLease(lease);
    }

    private static void counter(CuratorFramework client) throws Exception {
        DistributedAtomicLong counter =
                new DistributedAtomicLong(client, "/recipes/counter", new RetryNTimes(3, RETRY_MILLIS));
        counter.increment();
        counter.add(41L);
        DistributedBarrier barrier = new DistributedBarrier(client, "/recipes/barrier");
        barrier.setBarrier();
        barrier.removeBarrier();
    }

    private static void group(CuratorFramework client) throws Exception {
        try (GroupMember member = new GroupMember(client, "/recipes/group", "me", bytes("here"));
                PersistentTtlNode node =
                        new PersistentTtlNode(client, "/recipes/lasting", LONG_MILLIS, bytes("data"))) {
            member.start();
            node.start();
            await(() -> member.getCurrentMembers().containsKey("me"));
            node.waitForInitialCreate(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void transaction(CuratorFramework client) throws Exception {
        client.transaction()
                .forOperations(
                        client.transactionOp().check().forPath("/recipes"),
                        client.transactionOp().create().forPath("/recipes/one", bytes("1")),
                        client.transactionOp().setData().forPath("/recipes/one", bytes("2")),
                        client.transactionOp().delete().forPath("/recipes/one"));
    }

    private static CuratorFramework connect(RecordingProxy proxy) throws InterruptedException {
        CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString(proxy.connectString())
                .sessionTimeoutMs(SESSION_MILLIS)
                .connectionTimeoutMs(CONNECT_MILLIS)
                .retryPolicy(new RetryForever(RETRY_MILLIS))
                .build();
        client.start();
        client.blockUntilConnected();
        return client;
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
