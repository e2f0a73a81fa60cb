package io.corral.server.ops.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.server.config.ConfigLoader;
import io.corral.server.config.ServerConfig;
import io.corral.server.ops.FixedStatusSource;
import io.corral.server.ops.RecordingControl;
import io.corral.server.status.SampleStatus;
import io.corral.server.status.ServerMode;
import io.corral.tree.ensemble.Ensemble;
import io.corral.tree.ensemble.EnsembleMember;
import io.corral.tree.ensemble.MemberLine;
import io.corral.tree.ensemble.MemberRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Management beans")
class ManagementBeansTest {

    @TempDir
    Path folder;

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private Ensemble members = Ensemble.UNKNOWN;

    @Test
    void of_a_leader_are_named_by_its_place_in_the_ensemble() throws Exception {
        try (ManagementBeans beans = beans(ServerMode.LEADER, ensemble())) {
            beans.run();
            beans.run();

            assertThat(names())
                    .contains(
                            "name0=ReplicatedServer_id2",
                            "name0=ReplicatedServer_id2,name1=replica.1",
                            "name0=ReplicatedServer_id2,name1=replica.2",
                            "name0=ReplicatedServer_id2,name1=replica.2,name2=Leader",
                            "name0=ReplicatedServer_id2,name1=replica.2,name2=Leader,name3=InMemoryDataTree");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void of_members_follow_them() throws Exception {
        try (ManagementBeans beans = beans(ServerMode.FOLLOWER, ensemble())) {
            beans.run();
            EnsembleMember moved = new EnsembleMember(3, "10.0.0.33", 1, 2, MemberRole.OBSERVER, Optional.empty());
            members = new Ensemble(
                    List.of(members.member(2).orElseThrow(), moved, MemberLine.parse("server.4", "10.0.0.4:1:2")), 9);
            beans.run();

            assertThat(names())
                    .contains("name0=ReplicatedServer_id2,name1=replica.4")
                    .doesNotContain("name0=ReplicatedServer_id2,name1=replica.1");
            ObjectName third = new ObjectName("org.apache.ZooKeeperService:name0=ReplicatedServer_id2,name1=replica.3");
            assertThat(server.getAttribute(third, "QuorumAddress")).isEqualTo("10.0.0.33:1");
            assertThat(server.getAttribute(third, "LearnerType")).isEqualTo("OBSERVER");
        }
    }

    @Test
    void show_what_the_status_says() throws Exception {
        try (ManagementBeans beans = beans(ServerMode.STANDALONE, List.of())) {
            beans.run();

            ObjectName tree = new ObjectName(
                    "org.apache.ZooKeeperService:name0=StandaloneServer_port2181,name1=InMemoryDataTree");
            assertThat(server.getAttribute(tree, "LastZxid")).isEqualTo("0x10000001d");
            assertThat(server.invoke(tree, "countEphemerals", null, null)).isEqualTo(1);
            ObjectName all = new ObjectName("org.apache.ZooKeeperService:name0=StandaloneServer_port2181");
            assertThat(server.getAttributes(all, new String[] {"PacketsReceived", "TickTime", "NoSuch"}))
                    .hasSize(2);
        }
    }

    @Test
    void limits_are_those_that_are_configured() throws Exception {
        List<String> lines =
                List.of("connection_throttle_tokens=7", "request_throttle_max_requests=8", "largeRequestThreshold=9");
        try (ManagementBeans beans = beans(ServerMode.STANDALONE, lines)) {
            beans.run();

            ObjectName all = new ObjectName("org.apache.ZooKeeperService:name0=StandaloneServer_port2181");
            assertThat(server.getAttribute(all, "ConnectionMaxTokens")).isEqualTo(7);
            assertThat(server.getAttribute(all, "RequestThrottleLimit")).isEqualTo(8);
            assertThat(server.getAttribute(all, "LargeRequestThreshold")).isEqualTo(9);
            assertThat(server.getAttribute(all, "ConnectionDropIncrease")).isEqualTo(0.02);
        }
    }

    @Test
    void a_connection_shows_its_ephemeral_nodes() throws Exception {
        try (ManagementBeans beans = beans(ServerMode.STANDALONE, List.of())) {
            beans.run();
            beans.run();

            ObjectName connection = server.queryNames(
                            new ObjectName("org.apache.ZooKeeperService:name1=Connections,*"), null)
                    .iterator()
                    .next();
            assertThat(server.getAttribute(connection, "EphemeralNodes")).isEqualTo(new String[] {"/one", "/two"});
        }
    }

    private Set<String> names() throws Exception {
        return server.queryNames(new ObjectName("org.apache.ZooKeeperService:*"), null).stream()
                .map(ObjectName::getCanonicalKeyPropertyListString)
                .collect(Collectors.toSet());
    }

    private ManagementBeans beans(ServerMode mode, List<String> lines) throws Exception {
        Files.writeString(folder.resolve("myid"), "2");
        Path file = Files.writeString(
                folder.resolve("zoo.cfg"),
                "dataDir=" + folder + "\nclientPort=2181\n" + String.join("\n", lines) + "\n");
        ServerConfig config = ConfigLoader.load(file, Map.of()).config();
        members = config.ensemble().ensemble();
        return new ManagementBeans(
                config,
                () -> members,
                new FixedStatusSource(SampleStatus.server(mode)),
                new RecordingControl(),
                server,
                0);
    }

    private static List<String> ensemble() {
        return List.of(
                "initLimit=10",
                "syncLimit=5",
                "server.1=10.0.0.1:2888:3888",
                "server.2=10.0.0.2:2888:3888",
                "server.3=10.0.0.3:2888:3888");
    }
}
