package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleExtension;
import io.corral.it.ensemble.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What Corral promises beyond ZooKeeper: when the leader dies, clients of the other servers do not notice. Plain clients, which
 * repeat nothing, work without pause through the leader's SIGKILL.
 */
@DisplayName("A surviving server")
@Tag("slow")
class SurvivingServerTest {
    private static final int LEADERS_TO_KILL = 4;
    private static final int STEPS_BEFORE = 30;
    private static final int STEPS_AFTER = 60;

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS =
            EnsembleExtension.ofServers(3).corralOnly();

    @RepeatedTest(LEADERS_TO_KILL)
    @DisplayName("hides the leader's death: no event, no failed request, each write done exactly once")
    void hidesTheLeadersDeath() throws Exception {
        Ensemble ensemble = THREE_SERVERS.ensemble();
        ServerProcess leader = ensemble.leader();
        String root = "/surviving-" + System.nanoTime();
        makeRoot(leader, root);
        List<UntroubledWorker> workers = new ArrayList<>();
        try {
            for (ServerProcess follower : ensemble.followers()) {
                workers.add(SynchronousWorker.start(follower, root));
                workers.add(PipeliningWorker.start(follower, root));
            }
            awaitMoreSteps(workers, STEPS_BEFORE);
            leader.kill();
            awaitMoreSteps(workers, STEPS_AFTER);
            leader.start();
            ensemble.awaitServing();
            awaitMoreSteps(workers, STEPS_AFTER);
            for (UntroubledWorker worker : workers) {
                worker.stop();
                worker.assertEverythingDoneOnce();
            }
            assertThat(workers.stream()
                            .flatMap(worker -> worker.sequentialNames().stream())
                            .collect(Collectors.toList()))
                    .as("names of sequential nodes, of all clients together")
                    .doesNotHaveDuplicates();
        } finally {
            for (UntroubledWorker worker : workers) {
                worker.close();
            }
        }
    }

    private static void makeRoot(ServerProcess server, String root) throws Exception {
        ObservedClient client = ObservedClient.connect(server);
        try {
            ZooKeeper zooKeeper = client.zooKeeper();
            for (String path : List.of(root, root + "/sequential")) {
                zooKeeper.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            }
        } finally {
            client.close();
        }
    }

    private static void awaitMoreSteps(List<UntroubledWorker> workers, long steps) {
        List<Long> goals =
                workers.stream().map(worker -> worker.steps() + steps).toList();
        await("every client gets on with its work").atMost(Pauses.PATIENCE).until(() -> {
            workers.forEach(UntroubledWorker::assertUntroubled);
            for (int i = 0; i < goals.size(); i++) {
                if (workers.get(i).steps() < goals.get(i)) {
                    return false;
                }
            }
            return true;
        });
    }
}
