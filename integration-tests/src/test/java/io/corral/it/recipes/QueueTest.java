package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleExtension;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.queue.DistributedDelayQueue;
import org.apache.curator.framework.recipes.queue.DistributedPriorityQueue;
import org.apache.curator.framework.recipes.queue.DistributedQueue;
import org.apache.curator.framework.recipes.queue.QueueBuilder;
import org.apache.curator.framework.recipes.queue.QueueConsumer;
import org.apache.curator.framework.recipes.queue.QueueSerializer;
import org.apache.curator.framework.recipes.queue.SimpleDistributedQueue;
import org.apache.curator.framework.state.ConnectionState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Queues")
@Tag("slow")
class QueueTest {
    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    private static final int MOST_WAITING = 500;
    private static final int MOMENT_MILLIS = 200;

    private final AtomicLong nextItem = new AtomicLong();
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Set<String> offered = ConcurrentHashMap.newKeySet();
    private final Collection<String> taken = new ConcurrentLinkedQueue<>();

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("what is offered to a SimpleDistributedQueue is taken exactly once")
    void simpleQueue(Disturbance disturbance) throws Exception {
        String path = "/simple-queue/" + disturbance;
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            try (Contenders producers = Contenders.start(clients.several(2), client -> {
                        SimpleDistributedQueue queue = new SimpleDistributedQueue(client, path);
                        return () -> offerIfThereIsRoom(queue);
                    });
                    Contenders consumers = Contenders.start(clients.several(2), client -> {
                        SimpleDistributedQueue queue = new SimpleDistributedQueue(client, path);
                        return () -> keep(queue.poll(MOMENT_MILLIS, TimeUnit.MILLISECONDS));
                    })) {
                consumers.awaitMoreTurns(20);
                clients.disturb();
                consumers.awaitMoreTurns(20);
                producers.stop();
                CuratorFramework onlooker = clients.atBystander();
                await("the queue is empty")
                        .atMost(Pauses.PATIENCE)
                        .until(() -> onlooker.getChildren().forPath(path).isEmpty());
                consumers.stop();
            }
            assertThat(takenTwice() + lost())
                    .as("items whose retried request was done before its connection was lost")
                    .isLessThanOrEqualTo(clients.connectionsLost());
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    /**
     * A consumer that loses its connection while it locks an item may take its own lock for another's (Curator repeats the
     * create); such an item waits until that consumer's session ends.
     */
    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("what is put into a DistributedQueue with locks is consumed, and never lost")
    void lockingQueue(Disturbance disturbance) throws Exception {
        String path = "/queue/" + disturbance;
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            CuratorFramework one = clients.anywhere();
            CuratorFramework other = clients.atBystander();
            try (DistributedQueue<String> in =
                            builder(clients.anywhere(), null, path).buildQueue();
                    DistributedQueue<String> out =
                            builder(one, new Keeper(), path).buildQueue();
                    DistributedQueue<String> otherOut =
                            builder(other, new Keeper(), path).buildQueue()) {
                in.start();
                out.start();
                otherOut.start();
                try (Contenders producers = Contenders.start(List.of(one), client -> () -> putAndAwait(in))) {
                    producers.awaitMoreTurns(20);
                    clients.disturb();
                    producers.awaitMoreTurns(20);
                    producers.stop();
                }
                awaitThatNoMoreAreLeftThan(clients.connectionsLost());
                clients.assertUndisturbedClientsNoticedNothing();
            }
            one.close();
            other.close();
            try (DistributedQueue<String> last =
                    builder(clients.anywhere(), new Keeper(), path).buildQueue()) {
                last.start();
                awaitThatNoMoreAreLeftThan(0);
            }
            assertThat(takenTwice()).isLessThanOrEqualTo(clients.connectionsLost());
        }
    }

    @Test
    @DisplayName(
            "a DistributedPriorityQueue hands out in the order of priorities, a DistributedDelayQueue in that of times")
    void orderedQueues() throws Exception {
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), Disturbance.NONE);
                DistributedPriorityQueue<String> urgent =
                        builder(clients.anywhere(), null, "/queue/urgent").buildPriorityQueue(0);
                DistributedDelayQueue<String> timed =
                        builder(clients.anywhere(), null, "/queue/timed").buildDelayQueue()) {
            urgent.start();
            urgent.put("third", 30);
            urgent.put("first", -10);
            urgent.put("second", 20);
            timed.start();
            timed.put("sixth", 60);
            timed.put("fourth", 40);
            timed.put("fifth", 50);
            urgent.flushPuts(Pauses.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            timed.flushPuts(Pauses.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            try (DistributedPriorityQueue<String> out =
                    builder(clients.anywhere(), new Keeper(), "/queue/urgent").buildPriorityQueue(0)) {
                out.start();
                await("all that is urgent is taken").atMost(Pauses.PATIENCE).until(() -> taken.size() == 3);
            }
            try (DistributedDelayQueue<String> out =
                    builder(clients.anywhere(), new Keeper(), "/queue/timed").buildDelayQueue()) {
                out.start();
                await("all whose time has come is taken")
                        .atMost(Pauses.PATIENCE)
                        .until(() -> taken.size() == 6);
            }
            assertThat(taken).containsExactly("first", "second", "third", "fourth", "fifth", "sixth");
        }
    }

    /** A consumer lists the whole queue for every item it takes: it must not grow with the speed of the machine. */
    private void offerIfThereIsRoom(SimpleDistributedQueue queue) throws Exception {
        if (room.tryAcquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
            assertThat(queue.offer(bytes(newItem()))).isTrue();
        }
    }

    private void awaitThatNoMoreAreLeftThan(long left) {
        await("all but " + left + " items are consumed").atMost(Pauses.PATIENCE).until(() -> lost() <= left);
    }

    private void putAndAwait(DistributedQueue<String> queue) throws Exception {
        queue.put(newItem());
        assertThat(queue.flushPuts(Pauses.PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
    }

    private String newItem() {
        String item = "item-" + nextItem.incrementAndGet();
        offered.add(item);
        return item;
    }

    private void keep(byte[] item) {
        if (item != null) {
            taken.add(new String(item, StandardCharsets.UTF_8));
            room.release();
        }
    }

    private long lost() {
        Set<String> found = new HashSet<>(taken);
        return offered.stream().filter(item -> !found.contains(item)).count();
    }

    private long takenTwice() {
        return taken.size() - new HashSet<>(taken).size();
    }

    private static byte[] bytes(String item) {
        return item.getBytes(StandardCharsets.UTF_8);
    }

    private static QueueBuilder<String> builder(CuratorFramework client, QueueConsumer<String> consumer, String path) {
        return QueueBuilder.builder(client, consumer, new Text(), path).lockPath(path + "-locks");
    }

    /** Keeps what it consumes. */
    private final class Keeper implements QueueConsumer<String> {
        @Override
        public void consumeMessage(String item) {
            taken.add(item);
        }

        @Override
        public void stateChanged(CuratorFramework client, ConnectionState state) {
            // The clients of a test record this for all alike.
        }
    }

    /** Items are UTF-8 text. */
    private static final class Text implements QueueSerializer<String> {
        @Override
        public byte[] serialize(String item) {
            return bytes(item);
        }

        @Override
        public String deserialize(byte[] data) {
            return new String(data, StandardCharsets.UTF_8);
        }
    }
}
