package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.EnsembleExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Transactions")
@Tag("slow")
class TransactionTest {
    private static final int ACCOUNTS = 4;
    private static final long OPENING_BALANCE = 1_000;

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    private final AtomicLong confirmed = new AtomicLong();

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("move money between accounts, all of it or nothing")
    void moveMoneyAllOrNothing(Disturbance disturbance) throws Exception {
        String root = "/bank/" + disturbance;
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            CuratorFramework auditor = clients.atBystander();
            open(auditor, root);
            Contenders contenders = Contenders.start(clients.several(4), client -> () -> transfer(client, root));
            try (contenders) {
                contenders.awaitMoreTurns(40);
                clients.disturb();
                contenders.awaitMoreTurns(40);
                contenders.stop();
            }
            auditor.sync().forPath(root);
            audit(auditor, root, clients.connectionsLost());
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    private static void open(CuratorFramework client, String root) throws Exception {
        client.create().creatingParentsIfNeeded().forPath(root + "/ledger");
        List<CuratorOp> accounts = new ArrayList<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            accounts.add(client.transactionOp()
                    .create()
                    .forPath(root + "/account-" + account, Numbers.bytes(OPENING_BALANCE)));
        }
        assertThat(client.transaction().forOperations(accounts)).hasSize(ACCOUNTS);
    }

    /** Takes from one account, gives to the next and writes it down; or finds that another was faster. */
    private void transfer(CuratorFramework client, String root) throws Exception {
        int from = ThreadLocalRandom.current().nextInt(ACCOUNTS);
        String giver = root + "/account-" + from;
        String taker = root + "/account-" + (from + 1) % ACCOUNTS;
        Stat giverStat = new Stat();
        Stat takerStat = new Stat();
        long has = Numbers.of(client.getData().storingStatIn(giverStat).forPath(giver));
        long gets = Numbers.of(client.getData().storingStatIn(takerStat).forPath(taker));
        try {
            client.transaction()
                    .forOperations(
                            client.transactionOp()
                                    .setData()
                                    .withVersion(giverStat.getVersion())
                                    .forPath(giver, Numbers.bytes(has - 1)),
                            client.transactionOp()
                                    .setData()
                                    .withVersion(takerStat.getVersion())
                                    .forPath(taker, Numbers.bytes(gets + 1)),
                            client.transactionOp()
                                    .create()
                                    .withMode(CreateMode.PERSISTENT_SEQUENTIAL)
                                    .forPath(root + "/ledger/entry-", Numbers.bytes(from)));
            confirmed.incrementAndGet();
        } catch (KeeperException.BadVersionException otherWasFaster) {
            assertThat(otherWasFaster.getResults()).isNotNull();
        }
    }

    private void audit(CuratorFramework auditor, String root, int connectionsLost) throws Exception {
        long total = 0;
        long touches = 0;
        for (int account = 0; account < ACCOUNTS; account++) {
            Stat stat = new Stat();
            total += Numbers.of(auditor.getData().storingStatIn(stat).forPath(root + "/account-" + account));
            touches += stat.getVersion();
        }
        List<String> entries = auditor.getChildren().forPath(root + "/ledger");
        assertThat(total).as("money in the bank").isEqualTo(ACCOUNTS * OPENING_BALANCE);
        assertThat(touches).as("two accounts touched per entry in the ledger").isEqualTo(2L * entries.size());
        assertThat(entries.size() - confirmed.get())
                .as("transfers done whose answer was lost with a connection")
                .isBetween(0L, (long) connectionsLost);
    }
}
