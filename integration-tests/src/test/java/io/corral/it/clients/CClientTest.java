package io.corral.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleExtension;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.programs.InstalledPrograms;
import io.corral.it.programs.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryForever;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The numbers in its answers are ZooKeeper's error codes. Every get, ls and exists leaves a watch. */
@DisplayName("The C client's command line, cli_mt,")
@Tag("slow")
class CClientTest {
    private static final String CONNECTED = "Watcher SESSION_EVENT state = CONNECTED_STATE";
    private static final String NEW_SESSION = "Got a new session id:";

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @TempDir
    Path directory;

    private ServerProcess leader;

    @BeforeEach
    void lookWhoLeads() {
        leader = THREE_SERVERS.ensemble().leader();
    }

    @Test
    @DisplayName("creates, numbers, reads, changes, lists and deletes nodes")
    void handlesNodes() {
        try (Program cli = client(List.of(leader))) {
            assertAnswer(cli, "create /nodes", "[/nodes]: rc = 0");
            assertAnswer(cli, "create /nodes", "[/nodes]: rc = -110");
            assertAnswer(cli, "create +s /nodes/n-", "\tname = /nodes/n-0000000000");
            assertAnswer(cli, "create +es /nodes/e-", "\tname = /nodes/e-0000000001");
            assertAnswer(cli, "create2 /nodes/last", "\tversion=0\taversion=0");
            assertAnswer(cli, "get /nodes", " value_len = 3");
            assertAnswer(cli, "set /nodes something", "/nodes: rc = 0 Stat:");
            assertAnswer(cli, "get /nodes", " value_len = 9");
            assertAnswer(cli, "ls /nodes", "\tn-0000000000");
            assertAnswer(cli, "ls2 /nodes", "\tlast");
            assertAnswer(cli, "sync /nodes", "[/nodes]: rc = 0");
            assertAnswer(cli, "delete /nodes", "/nodes: rc = -111");
            assertAnswer(cli, "delete /nodes/last", "/nodes/last: rc = 0");
            assertAnswer(cli, "get /nodes/last", "/nodes/last: rc = -101");
            assertAnswer(cli, "exists /nodes/last", "Error -101 for /nodes/last");
            assertAnswer(cli, "config", "/zookeeper/config: rc = 0");
        }
    }

    @Test
    @DisplayName("sees through its watches what another changes, and an ephemeral node go with its owner")
    void seesThroughItsWatches() {
        try (Program onlooker = client(List.of(leader));
                Program owner = client(THREE_SERVERS.ensemble().followers().subList(0, 1))) {
            assertAnswer(owner, "create /watched", "[/watched]: rc = 0");
            assertAnswer(onlooker, "sync /watched", "[/watched]: rc = 0");
            assertAnswer(onlooker, "ls /watched", "/watched: rc = 0");
            assertAnswer(onlooker, "wexists /watched/mine", "Error -101 for /watched/mine");
            assertAnswer(owner, "create +e /watched/mine", "[/watched/mine]: rc = 0");
            awaitEvent(onlooker, "CREATED_EVENT", "/watched/mine");
            awaitEvent(onlooker, "CHILD_EVENT", "/watched");
            assertAnswer(onlooker, "get /watched/mine", "/watched/mine: rc = 0");
            assertAnswer(owner, "set /watched/mine changed", "/watched/mine: rc = 0 Stat:");
            awaitEvent(onlooker, "CHANGED_EVENT", "/watched/mine");
            assertAnswer(onlooker, "get /watched/mine", "/watched/mine: rc = 0");
            owner.ask("quit", "Quitting..."::equals);
            owner.awaitSuccess();
            awaitEvent(onlooker, "DELETED_EVENT", "/watched/mine");
        }
    }

    @Test
    @DisplayName("gets at what its digest allows; an identity of no known scheme ends it")
    void identifiesItself() throws Exception {
        String annAlone = DigestAuthenticationProvider.generateDigest("ann:secret");
        try (CuratorFramework client =
                CuratorFrameworkFactory.newClient(leader.connectString(), new RetryForever(100))) {
            client.start();
            client.create()
                    .withACL(List.of(new ACL(Perms.ALL, new Id("digest", annAlone))))
                    .forPath("/private", "her own".getBytes(StandardCharsets.UTF_8));
        }
        try (Program cli = client(List.of(leader))) {
            assertAnswer(cli, "get /private", "/private: rc = -102");
            cli.say("addauth digest ann:secret");
            assertAnswer(cli, "get /private", "/private: rc = 0");
            cli.ask("addauth nonsense anything", "Authentication failure. Shutting down..."::equals);
        }
    }

    @Test
    @DisplayName("keeps its session, its ephemeral node and its watch when its server, the leader, is killed")
    void survivesTheLeader() throws Exception {
        Ensemble ensemble = THREE_SERVERS.ensemble();
        try (Program cli = client(List.of(leader, ensemble.followers().get(0)));
                CuratorFramework other = CuratorFrameworkFactory.newClient(
                        ensemble.followers().get(0).connectString(), new RetryForever(100))) {
            other.start();
            assertAnswer(cli, "create +e /mine", "[/mine]: rc = 0");
            assertAnswer(cli, "get /mine", "/mine: rc = 0");
            int before = cli.output().size();
            leader.kill();
            cli.awaitLine("reconnects", before, CONNECTED::equals);
            other.sync().forPath("/mine");
            other.setData().forPath("/mine", "still there".getBytes(StandardCharsets.UTF_8));
            awaitEvent(cli, "CHANGED_EVENT", "/mine");
            assertAnswer(cli, "get /mine", " value_len = 11");
            assertThat(cli.output())
                    .filteredOn(line -> line.startsWith(NEW_SESSION))
                    .hasSize(1);
        }
    }

    /** A connected client that tries these servers in this order. */
    private Program client(List<ServerProcess> servers) {
        String hosts = String.join(
                ",", servers.stream().map(ServerProcess::connectString).toList());
        Program cli = Program.start("cli_mt", directory, List.of(InstalledPrograms.cClient(), hosts), Map.of());
        cli.awaitLine("gets a session", line -> line.startsWith(NEW_SESSION));
        return cli;
    }

    private static void assertAnswer(Program cli, String command, String answer) {
        cli.ask(command, answer::equals);
    }

    private static void awaitEvent(Program cli, String event, String path) {
        cli.awaitLine(
                "sees " + event + " at " + path,
                ("Watcher " + event + " state = CONNECTED_STATE for path " + path)::equals);
    }
}
