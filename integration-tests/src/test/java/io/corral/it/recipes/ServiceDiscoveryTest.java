package io.corral.it.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleExtension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.x.discovery.ServiceCache;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.ServiceProvider;
import org.apache.curator.x.discovery.strategies.RoundRobinStrategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("ServiceDiscovery")
@Tag("slow")
class ServiceDiscoveryTest {
    private static final String SERVICE = "orders";

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @ParameterizedTest(name = "{0}")
    @EnumSource(Disturbance.class)
    @DisplayName("finds who registered, and only them, through cache and provider")
    void findsWhoRegistered(Disturbance disturbance) throws Exception {
        String root = "/discovery/" + disturbance;
        List<ServiceDiscovery<Void>> registered = new ArrayList<>();
        try (RecipeClients clients = new RecipeClients(THREE_SERVERS.ensemble(), disturbance)) {
            List<CuratorFramework> owners = clients.several(3);
            for (CuratorFramework owner : owners) {
                registered.add(register(owner, root, registered.size() + 1));
            }
            ServiceDiscovery<Void> seeker = discovery(clients.anywhere(), root, null);
            seeker.start();
            try (seeker;
                    ServiceCache<Void> cache =
                            seeker.serviceCacheBuilder().name(SERVICE).build();
                    ServiceProvider<Void> provider = seeker.serviceProviderBuilder()
                            .serviceName(SERVICE)
                            .providerStrategy(new RoundRobinStrategy<>())
                            .build()) {
                cache.start();
                provider.start();
                awaitPorts(cache, provider, Set.of(1, 2, 3));
                clients.disturb();
                awaitPorts(cache, provider, Set.of(1, 2, 3));
                ServiceDiscovery<Void> late = register(clients.atBystander(), root, 4);
                awaitPorts(cache, provider, Set.of(1, 2, 3, 4));
                late.close();
                awaitPorts(cache, provider, Set.of(1, 2, 3));
                clients.assertUndisturbedClientsNoticedNothing();
                registered.remove(0);
                owners.get(0).close();
                awaitPorts(cache, provider, Set.of(2, 3));
                assertThat(seeker.queryForInstances(SERVICE)).hasSize(2);
            }
            for (ServiceDiscovery<Void> each : registered) {
                each.close();
            }
        }
    }

    private static ServiceDiscovery<Void> register(CuratorFramework client, String root, int port) throws Exception {
        ServiceInstance<Void> instance = ServiceInstance.<Void>builder()
                .name(SERVICE)
                .address("127.0.0.1")
                .port(port)
                .build();
        ServiceDiscovery<Void> discovery = discovery(client, root, instance);
        discovery.start();
        return discovery;
    }

    private static ServiceDiscovery<Void> discovery(CuratorFramework client, String root, ServiceInstance<Void> self) {
        return ServiceDiscoveryBuilder.builder(Void.class)
                .client(client)
                .basePath(root)
                .thisInstance(self)
                .build();
    }

    private static void awaitPorts(ServiceCache<Void> cache, ServiceProvider<Void> provider, Set<Integer> ports) {
        await("cache shows " + ports)
                .atMost(Pauses.PATIENCE)
                .untilAsserted(() -> assertThat(cache.getInstances().stream()
                                .map(ServiceInstance::getPort)
                                .collect(Collectors.toSet()))
                        .isEqualTo(ports));
        await("provider offers " + ports)
                .atMost(Pauses.PATIENCE)
                .untilAsserted(() -> assertThat(offered(provider, ports.size())).isEqualTo(ports));
    }

    /** What the provider offers when it is asked as often as there should be instances, which it takes round robin. */
    private static Set<Integer> offered(ServiceProvider<Void> provider, int times) {
        Set<Integer> ports = new HashSet<>();
        IntStream.range(0, times).forEach(time -> {
            try {
                ServiceInstance<Void> instance = provider.getInstance();
                ports.add(instance == null ? 0 : instance.getPort());
            } catch (Exception failure) {
                throw new AssertionError("the provider failed", failure);
            }
        });
        return ports;
    }
}
