package io.corral.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryForever;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A Kafka broker that authenticates to Corral by SASL")
@Tag("slow")
class SecuredKafkaTest {
    private static final String SERVER = """
            Server {
              org.apache.zookeeper.server.auth.DigestLoginModule required user_kafka="kafka-secret";
            };
            """;
    private static final String BROKER = """
            Client {
              org.apache.zookeeper.server.auth.DigestLoginModule required username="kafka" password="kafka-secret";
            };
            """;
    private static final ACL ALL_FOR_KAFKA = new ACL(Perms.ALL, new Id("sasl", "kafka"));
    private static final ACL READ_FOR_ALL = new ACL(Perms.READ, Ids.ANYONE_ID_UNSAFE);

    @TempDir
    Path directory;

    @Test
    @DisplayName("keeps its nodes to itself, and works on when Corral's leader dies")
    void keepsItsNodesToItself() throws Exception {
        EnsembleSpec spec = EnsembleSpec.of(ServerProgram.CORRAL, 3, directory.resolve("servers"))
                .with("authProvider.1", "org.apache.zookeeper.server.auth.SASLAuthenticationProvider")
                .withJvmOption(login("server", SERVER));
        try (Ensemble ensemble = Ensemble.start(spec);
                Broker broker = broker(ensemble.connectString());
                KafkaUserProgram user = new KafkaUserProgram(broker.address(), "secrets", directory)) {
            broker.start();
            broker.awaitStarted();
            assertThat(user.ask("create 1")).isEqualTo("created");
            assertThat(user.ask("flow")).isEqualTo("flowing");
            user.awaitMoreNumbers(50);
            assertThatStrangersOnlyLook(ensemble);
            ServerProcess leader = ensemble.leader();
            leader.kill();
            ensemble.leader();
            user.awaitMoreNumbers(50);
            assertThat(user.ask("retain 123456789")).isEqualTo("retains 123456789");
            long produced = KafkaUserProgram.number(user.ask("halt"));
            assertThat(user.ask("consume")).isEqualTo("consumed " + produced);
            assertThatStrangersOnlyLook(ensemble);
        }
    }

    private static void assertThatStrangersOnlyLook(Ensemble ensemble) throws Exception {
        try (CuratorFramework stranger =
                CuratorFrameworkFactory.newClient(ensemble.connectString(), new RetryForever(100))) {
            stranger.start();
            stranger.sync().forPath("/brokers");
            assertThat(stranger.getACL().forPath("/brokers/topics/secrets"))
                    .containsExactlyInAnyOrder(ALL_FOR_KAFKA, READ_FOR_ALL);
            assertThat(stranger.getData().forPath("/brokers/topics/secrets")).isNotEmpty();
            assertThatThrownBy(() -> stranger.setData().forPath("/brokers/topics/secrets", new byte[0]))
                    .isInstanceOf(KeeperException.NoAuthException.class);
            assertThatThrownBy(() -> stranger.delete().forPath("/brokers/ids/1"))
                    .isInstanceOf(KeeperException.NoAuthException.class);
            assertThatThrownBy(() -> stranger.getChildren().forPath("/config/users"))
                    .isInstanceOf(KeeperException.NoAuthException.class);
        }
    }

    private Broker broker(String connectString) throws IOException {
        try (ReservedPorts ports = ReservedPorts.reserve(1)) {
            Map<String, String> settings = Map.of("zookeeper.set.acl", "true", "offsets.topic.replication.factor", "1");
            return new Broker(1, ports.port(0), connectString, settings, directory.resolve("broker"))
                    .with(login("broker", BROKER));
        }
    }

    private String login(String who, String jaas) throws IOException {
        Path file = Files.writeString(directory.resolve(who + ".jaas"), jaas);
        return "-Djava.security.auth.login.config=" + file;
    }
}
