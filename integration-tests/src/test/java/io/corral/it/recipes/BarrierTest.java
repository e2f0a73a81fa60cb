package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.barriers.DistributedBarrier;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Barriers")
@Tag("slow")
class BarrierTest {
    private static final int MEMBERS = 3;

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("a DistributedBarrier holds everybody until it is removed")
    void barrierHoldsUntilRemoved(Disturbance disturbance) throws Exception {
        String path = "/barrier/" + disturbance;
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            DistributedBarrier gate = new DistributedBarrier(clients.anywhere(), path);
            gate.setBarrier();
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            for (CuratorFramework client : clients.several(MEMBERS)) {
                waiting.add(inBackground(() -> new DistributedBarrier(client, path).waitOnBarrier()));
            }
            clients.disturb();
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            gate.removeBarrier();
            for (CompletableFuture<Void> waiter : waiting) {
                waiter.get(Pauses.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    /** A member that loses its connection is told so by an exception and is out of the game: hence bystanders only. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("a DistributedDoubleBarrier lets all in together and out together")
    void doubleBarrierLetsAllInAndOutTogether(Disturbance disturbance) throws Exception {
        THREE_SERVERS.assumeBystandersKeepTheirConnectionsWhen(disturbance == Disturbance.LEADER_KILLED);
        String path = "/double-barrier/" + disturbance;
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            CuratorFramework onlooker = clients.atBystander();
            List<DistributedDoubleBarrier> members = new ArrayList<>();
            for (int member = 0; member < MEMBERS; member++) {
                members.add(new DistributedDoubleBarrier(clients.atBystander(), path, MEMBERS));
            }
            allButOneWait(members, onlooker, path, clients, DistributedDoubleBarrier::enter);
            allButOneWait(members, onlooker, path, clients, DistributedDoubleBarrier::leave);
            clients.assertUndisturbedClientsNoticedNothing();
        }
    }

    /** One step into or out of the barrier. */
    @FunctionalInterface
    private interface Step {
        void take(DistributedDoubleBarrier member) throws Exception;
    }

    /** The disturbance comes while all but one member wait for the last one; nobody may pass before it. */
    private static void allButOneWait(
            List<DistributedDoubleBarrier> members,
            CuratorFramework onlooker,
            String path,
            RecipeClients clients,
            Step step)
            throws Exception {
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (DistributedDoubleBarrier member : members.subList(1, MEMBERS)) {
            waiting.add(inBackground(() -> step.take(member)));
        }
        await("the members stand at the barrier")
                .atMost(Pauses.PATIENCE)
                .until(() -> onlooker.checkExists().forPath(path) != null);
        clients.disturb();
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        step.take(members.get(0));
        for (CompletableFuture<Void> waiter : waiting) {
            waiter.get(Pauses.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Something that blocks. */
    @FunctionalInterface
    private interface Blocking {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> inBackground(Blocking blocking) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                blocking.run();
                done.complete(null);
            } catch (Exception failure) {
                done.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
