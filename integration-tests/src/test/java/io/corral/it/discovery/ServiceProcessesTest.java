package io.corral.it.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleExtension;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.programs.JavaPrograms;
import io.corral.it.programs.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryForever;
import org.apache.curator.x.discovery.ServiceCache;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.ServiceProvider;
import org.apache.curator.x.discovery.details.ServiceCacheListener;
import org.apache.curator.x.discovery.strategies.RandomStrategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Services in processes of their own, found by Curator's service discovery,")
@Tag("slow")
class ServiceProcessesTest {
    private static final String ROOT = "/services";
    private static final int CLIENT_MILLIS = 10_000;

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @TempDir
    Path directory;

    /** The payload of every service, by its port, each time the cache announced a change. */
    private final List<Map<Integer, String>> sights = new CopyOnWriteArrayList<>();

    /**
     * A service that lost its connection is for a moment not there: Curator deletes its node and makes it anew (and may then forget
     * a change made in that moment). ZooKeeper closes all connections when its leader dies.
     */
    @Test
    @DisplayName("are seen to come, change, die and leave, and nobody else is, whatever becomes of the leader")
    void comeAndGo() throws Exception {
        Ensemble ensemble = THREE_SERVERS.ensemble();
        ServerProcess leader = ensemble.leader();
        ServerProcess bystander = ensemble.followers().get(0);
        try (CuratorFramework client = client(bystander.connectString());
                Program first = service(1, ensemble.connectString());
                Program second = service(2, bystander.connectString());
                ServiceDiscovery<String> seeker = ServiceMain.discovery(client, ROOT)) {
            List.of(first, second).forEach(ServiceProcessesTest::awaitAnnounced);
            seeker.start();
            try (ServiceCache<String> cache = seeker.serviceCacheBuilder()
                            .name(ServiceMain.SERVICE)
                            .build();
                    ServiceProvider<String> provider = seeker.serviceProviderBuilder()
                            .serviceName(ServiceMain.SERVICE)
                            .providerStrategy(new RandomStrategy<>())
                            .build()) {
                watch(cache);
                provider.start();
                awaitSight(cache, Map.of(1, "fresh", 2, "fresh"));
                first.say("changed");
                awaitSight(cache, Map.of(1, "changed", 2, "fresh"));
                leader.kill();
                ensemble.leader();
                try (Program third = service(3, bystander.connectString())) {
                    awaitSight(cache, Map.of(1, "changed", 2, "fresh", 3, "fresh"));
                    if (ensemble.program() == ServerProgram.CORRAL) {
                        assertThat(sights)
                                .as("the one that stayed connected")
                                .allSatisfy(sight -> assertThat(sight).containsKey(2));
                    }
                    second.kill();
                    awaitSight(cache, Map.of(1, "changed", 3, "fresh"));
                    third.say("leave");
                    third.awaitSuccess();
                }
                awaitSight(cache, Map.of(1, "changed"));
                await("the provider offers who is left")
                        .atMost(Program.PATIENCE)
                        .untilAsserted(() -> assertThat(provider.getAllInstances())
                                .extracting(ServiceInstance::getPort)
                                .containsExactly(1));
                assertThat(seeker.queryForNames()).containsExactly(ServiceMain.SERVICE);
            }
        }
    }

    private Program service(int port, String connectString) {
        return JavaPrograms.start(
                "service-" + port,
                directory,
                System.getProperty("java.class.path"),
                List.of(),
                List.of(ServiceMain.class.getName(), connectString, ROOT, Integer.toString(port)));
    }

    private static void awaitAnnounced(Program service) {
        service.awaitLine("announces itself", ServiceMain.ANNOUNCED::equals);
    }

    private static CuratorFramework client(String connectString) {
        CuratorFramework client =
                CuratorFrameworkFactory.newClient(connectString, CLIENT_MILLIS, CLIENT_MILLIS, new RetryForever(100));
        client.start();
        return client;
    }

    private void watch(ServiceCache<String> cache) throws Exception {
        cache.addListener(new ServiceCacheListener() {
            @Override
            public void cacheChanged() {
                sights.add(sight(cache));
            }

            @Override
            public void stateChanged(CuratorFramework client, ConnectionState state) {}
        });
        cache.start();
    }

    private static void awaitSight(ServiceCache<String> cache, Map<Integer, String> payloads) {
        await("the cache shows " + payloads)
                .atMost(Program.PATIENCE)
                .untilAsserted(() -> assertThat(sight(cache)).isEqualTo(payloads));
    }

    private static Map<Integer, String> sight(ServiceCache<String> cache) {
        Map<Integer, String> payloads = new TreeMap<>();
        cache.getInstances().forEach(instance -> payloads.put(instance.getPort(), instance.getPayload()));
        return payloads;
    }
}
