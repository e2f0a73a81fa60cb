package io.corral.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.crash.Ledger.Creation;
import io.corral.it.crash.Ledger.Outcome;
import io.corral.it.ensemble.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.ZKConfig;
import org.apache.zookeeper.data.Stat;

/** Compares a ledger with what one server shows, and settles in the ledger what was open. */
final class Audit {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** On a fast machine there are more children than a client takes by default. */
    private static final int LONGEST_LIST_BYTES = 64 << 20;

    private static final int SESSION_TIMEOUT_MILLIS =
            (int) Duration.ofSeconds(20).toMillis();

    private final Ledger ledger;
    private final ServerProcess server;
    private final ZooKeeper zooKeeper;

    private Audit(Ledger ledger, ServerProcess server, ZooKeeper zooKeeper) {
        this.ledger = ledger;
        this.server = server;
        this.zooKeeper = zooKeeper;
    }

    /** Audits at every server: what one of them showed, the next must show too. */
    static void atEvery(List<ServerProcess> servers, Ledger ledger) throws Exception {
        for (ServerProcess server : servers) {
            ZKClientConfig config = new ZKClientConfig();
            config.setProperty(ZKConfig.JUTE_MAXBUFFER, Integer.toString(LONGEST_LIST_BYTES));
            ZooKeeper zooKeeper = new ZooKeeper(server.connectString(), SESSION_TIMEOUT_MILLIS, event -> {}, config);
            try {
                await("connected to " + server)
                        .atMost(PATIENCE)
                        .until(() -> zooKeeper.getState().isConnected());
                new Audit(ledger, server, zooKeeper).audit();
            } finally {
                zooKeeper.close();
            }
        }
    }

    private void audit() throws Exception {
        catchUp();
        Map<String, List<Creation>> byParent =
                ledger.creations().stream().collect(Collectors.groupingBy(Creation::parent));
        for (Map.Entry<String, List<Creation>> entry : byParent.entrySet()) {
            auditChildren(entry.getKey(), entry.getValue());
        }
        for (Counter counter : ledger.counters()) {
            Stat stat = new Stat();
            byte[] data = zooKeeper.getData(counter.path(), false, stat);
            counter.see(stat.getVersion(), Long.parseLong(new String(data, StandardCharsets.US_ASCII)));
        }
    }

    /** So that the server shows nothing older than what another one acknowledged. */
    private void catchUp() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        zooKeeper.sync("/", (rc, path, ctx) -> done.countDown(), null);
        assertThat(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("sync")
                .isTrue();
    }

    private void auditChildren(String parent, List<Creation> creations) throws Exception {
        Map<String, String> dataByName = children(parent);
        Map<String, List<String>> namesByLabel = new HashMap<>();
        dataByName.forEach((name, label) ->
                namesByLabel.computeIfAbsent(label, any -> new ArrayList<>()).add(name));
        for (Creation creation : creations) {
            auditCreation(creation, namesByLabel.getOrDefault(creation.label(), List.of()));
        }
        Set<String> unheardOf = new TreeSet<>(namesByLabel.keySet());
        creations.forEach(creation -> unheardOf.remove(creation.label()));
        assertThat(unheardOf)
                .as("nodes under %s at %s that nobody made", parent, server)
                .isEmpty();
    }

    private void auditCreation(Creation creation, List<String> names) {
        switch (creation.outcome()) {
            case DONE ->
                assertThat(names)
                        .as("nodes at %s of acknowledged %s", server, creation)
                        .containsExactly(creation.name());
            case NOT_DONE ->
                assertThat(names)
                        .as("nodes at %s of %s, which earlier was not there", server, creation)
                        .isEmpty();
            case OPEN -> {
                assertThat(names).as("nodes at %s of %s", server, creation).hasSizeLessThanOrEqualTo(1);
                ledger.record(
                        names.isEmpty()
                                ? new Creation(creation.parent(), creation.label(), null, Outcome.NOT_DONE)
                                : new Creation(creation.parent(), creation.label(), names.get(0), Outcome.DONE));
            }
        }
    }

    /** Data of all children, by name; asked for all at once. */
    private Map<String, String> children(String parent) throws KeeperException, InterruptedException {
        List<String> names = zooKeeper.getChildren(parent, false);
        Map<String, String> dataByName = new ConcurrentHashMap<>();
        CountDownLatch answers = new CountDownLatch(names.size());
        for (String name : names) {
            zooKeeper.getData(
                    parent + "/" + name,
                    false,
                    (rc, path, ctx, data, stat) -> {
                        dataByName.put(name, rc == 0 ? new String(data, StandardCharsets.UTF_8) : "error " + rc);
                        answers.countDown();
                    },
                    null);
        }
        assertThat(answers.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("data of the children of %s at %s", parent, server)
                .isTrue();
        return dataByName;
    }
}
