package io.corral.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/**
 * The nodes that gets and sets are for, and the data they carry. Immutable once made; safe for use by several threads.
 */
public final class DataSet {
    /** Root of everything a benchmark makes. */
    static final String ROOT = "/bench";

    static final int DIGITS = 10;
    static final int LONGEST_PATH = 64;
    private static final long PREPARE_SECONDS = 60;

    private final byte[][] keyPaths;
    private final byte[] value;

    /**
     * Describes a data set; {@link #prepare} makes it.
     *
     * @param keys number of nodes, at least 1
     * @param valueBytes size of each node's data, in bytes
     */
    public DataSet(int keys, int valueBytes) {
        keyPaths = new byte[keys][];
        for (int key = 0; key < keys; key++) {
            keyPaths[key] = (ROOT + "/key-" + key).getBytes(StandardCharsets.US_ASCII);
        }
        value = new byte[valueBytes];
        Arrays.fill(value, (byte) 'v');
    }

    int keys() {
        return keyPaths.length;
    }

    byte[] keyPath(int key) {
        return keyPaths[key];
    }

    byte[] value() {
        return value.clone();
    }

    /** Makes the nodes through the given client, which is not measured. */
    public void prepare(ZooKeeper client) throws KeeperException, InterruptedException {
        client.create(ROOT, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        CountDownLatch answers = new CountDownLatch(keyPaths.length);
        AtomicInteger failures = new AtomicInteger();
        for (byte[] path : keyPaths) {
            client.create(
                    new String(path, StandardCharsets.US_ASCII),
                    value,
                    Ids.OPEN_ACL_UNSAFE,
                    CreateMode.PERSISTENT,
                    (rc, asked, context, name) -> {
                        failures.addAndGet(rc == 0 ? 0 : 1);
                        answers.countDown();
                    },
                    null);
        }
        if (!answers.await(PREPARE_SECONDS, TimeUnit.SECONDS) || failures.get() > 0) {
            throw new IllegalStateException(failures + " of " + keyPaths.length + " nodes could not be prepared, "
                    + answers.getCount() + " creates were not answered");
        }
    }

    /** Makes parents for the creates of the given number of connections, and returns their paths. */
    public String[] prepareParents(ZooKeeper client, String run, int connections)
            throws KeeperException, InterruptedException {
        String[] parents = new String[connections];
        for (int i = 0; i < connections; i++) {
            parents[i] = client.create(
                    String.format(Locale.ROOT, "%s/%s-%03d", ROOT, run, i),
                    new byte[0],
                    Ids.OPEN_ACL_UNSAFE,
                    CreateMode.PERSISTENT);
        }
        return parents;
    }

    /** Writes a number as ten decimal digits. */
    static void putDigits(ByteBuffer out, long number) {
        int end = out.position() + DIGITS;
        long rest = number;
        for (int at = end - 1; at >= end - DIGITS; at--) {
            out.put(at, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        out.position(end);
    }
}
