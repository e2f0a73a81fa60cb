package io.corral.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleExtension;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryForever;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two Kafka brokers with their metadata in Corral")
@Tag("slow")
class KafkaTest {
    private static final Map<String, String> TWO_COPIES =
            Map.of("offsets.topic.replication.factor", "2", "replica.lag.time.max.ms", "5000");

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @TempDir
    Path directory;

    @Test
    @DisplayName(
            "lose no acknowledged message and keep their controller when Corral's leader dies, and find another when it dies")
    void goOn() throws Exception {
        Ensemble ensemble = THREE_SERVERS.ensemble();
        List<Broker> brokers = brokers(ensemble.connectString() + "/kafka");
        try (Broker one = brokers.get(0);
                Broker other = brokers.get(1);
                KafkaUserProgram user =
                        new KafkaUserProgram(one.address() + "," + other.address(), "orders", directory)) {
            brokers.forEach(Broker::start);
            brokers.forEach(Broker::awaitStarted);
            assertThat(user.ask("create 2")).isEqualTo("created");
            assertThat(user.ask("retain 123456789")).isEqualTo("retains 123456789");
            assertThat(user.ask("flow")).isEqualTo("flowing");
            user.awaitMoreNumbers(50);

            Stat controller = controller(ensemble);
            theLeaderDies(ensemble);
            user.awaitMoreNumbers(50);
            user.awaitAnswer("in-sync", "in-sync 1,2");
            assertThat(controller(ensemble)).as("the controller's node").isEqualTo(controller);

            Broker killed = brokers.get((int) KafkaUserProgram.number(user.ask("controller")) - 1);
            killed.kill();
            user.awaitMoreNumbers(50);
            int survivor = 3 - killed.id();
            user.awaitAnswer("controller", "controller " + survivor);
            killed.start();
            killed.awaitStarted();
            user.awaitAnswer("in-sync", "in-sync 1,2");

            long produced = KafkaUserProgram.number(user.ask("halt"));
            assertThat(user.ask("consume")).isEqualTo("consumed " + produced);
        }
    }

    private List<Broker> brokers(String connectString) throws IOException {
        try (ReservedPorts ports = ReservedPorts.reserve(2)) {
            return List.of(
                    new Broker(1, ports.port(0), connectString, TWO_COPIES, directory.resolve("broker-1")),
                    new Broker(2, ports.port(1), connectString, TWO_COPIES, directory.resolve("broker-2")));
        }
    }

    private static void theLeaderDies(Ensemble ensemble) {
        ServerProcess leader = ensemble.leader();
        leader.kill();
        ensemble.leader();
    }

    private static Stat controller(Ensemble ensemble) throws Exception {
        try (CuratorFramework client =
                CuratorFrameworkFactory.newClient(ensemble.connectString(), new RetryForever(100))) {
            client.start();
            Stat stat = new Stat();
            byte[] data = client.getData().storingStatIn(stat).forPath("/kafka/controller");
            assertThat(new String(data, StandardCharsets.UTF_8)).contains("\"brokerid\":");
            return stat;
        }
    }
}
