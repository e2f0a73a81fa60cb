package io.corral.it.migration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

/** Changes of every kind to a small tree, many under way at a time; many of them fail, as they should. */
final class RandomChanges {
    private static final int UNDER_WAY = 100;
    private static final int NAMES = 40;
    private static final long TTL_MILLIS = 3_600_000;
    private static final List<CreateMode> MODES = List.of(
            CreateMode.PERSISTENT,
            CreateMode.EPHEMERAL,
            CreateMode.PERSISTENT_SEQUENTIAL,
            CreateMode.EPHEMERAL_SEQUENTIAL,
            CreateMode.CONTAINER,
            CreateMode.PERSISTENT_WITH_TTL);
    private static final List<List<ACL>> ACLS = List.of(Ids.OPEN_ACL_UNSAFE, Ids.READ_ACL_UNSAFE, Ids.OPEN_ACL_UNSAFE);

    private final ZooKeeper client;
    private final Random random;
    private final Semaphore free = new Semaphore(UNDER_WAY);

    RandomChanges(ZooKeeper client) {
        this.client = client;
        long seed = System.nanoTime();
        System.out.println("RandomChanges: seed " + seed);
        this.random = new Random(seed);
    }

    /** Makes so many changes and waits for all answers. */
    void make(int changes) throws InterruptedException {
        for (int i = 0; i < changes; i++) {
            free.acquire();
            change();
        }
        free.acquire(UNDER_WAY);
    }

    private void change() {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> create();
            case 4, 5 -> client.delete(path(), -1, (rc, path, context) -> free.release(), null);
            case 6, 7 -> client.setData(path(), data(), version(), (rc, path, context, stat) -> free.release(), null);
            case 8 -> client.setACL(path(), acl(), -1, (rc, path, context, stat) -> free.release(), null);
            default -> multi();
        }
    }

    private void create() {
        CreateMode mode = MODES.get(random.nextInt(MODES.size()));
        long ttl = mode.isTTL() ? TTL_MILLIS : -1;
        client.create(
                path(),
                data(),
                acl(),
                mode,
                (int rc, String path, Object context, String name, Stat stat) -> free.release(),
                null,
                ttl);
    }

    private void multi() {
        List<Op> parts = List.of(
                Op.create(path(), data(), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                random.nextBoolean() ? Op.setData(path(), data(), -1) : Op.check("/kept", -1),
                random.nextBoolean() ? Op.delete(path(), -1) : Op.check("/kept", -1));
        client.multi(parts, (rc, path, context, results) -> free.release(), null);
    }

    private String path() {
        String top = "/n" + random.nextInt(NAMES);
        return random.nextInt(3) == 0 ? top : top + "/m" + random.nextInt(NAMES);
    }

    private byte[] data() {
        return random.nextInt(5) == 0 ? null : ("data-" + random.nextInt()).getBytes(StandardCharsets.UTF_8);
    }

    private int version() {
        return random.nextInt(4) == 0 ? 0 : -1;
    }

    private List<ACL> acl() {
        return ACLS.get(random.nextInt(ACLS.size()));
    }
}
