package io.corral.it.discovery;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryForever;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;

/**
 * A service in a process of its own. Arguments: connect string, base path, port. It announces itself with the payload "fresh";
 * every line it reads becomes its new payload, and at the end of its input it takes its leave.
 */
final class ServiceMain {
    /** What it prints once it has announced itself. */
    static final String ANNOUNCED = "announced";

    /** The name under which all of them announce themselves. */
    static final String SERVICE = "orders";

    /** A process killed is missed after this time. */
    static final int SESSION_MILLIS = 6_000;

    private static final int RETRY_MILLIS = 100;

    private ServiceMain() {}

    /** Runs until the end of the input. */
    public static void main(String[] arguments) throws Exception {
        try (CuratorFramework client = CuratorFrameworkFactory.newClient(
                arguments[0], SESSION_MILLIS, SESSION_MILLIS, new RetryForever(RETRY_MILLIS))) {
            client.start();
            ServiceInstance<String> self = ServiceInstance.<String>builder()
                    .name(SERVICE)
                    .id(arguments[2])
                    .address("127.0.0.1")
                    .port(Integer.parseInt(arguments[2]))
                    .payload("fresh")
                    .build();
            try (ServiceDiscovery<String> discovery = discovery(client, arguments[1])) {
                discovery.start();
                discovery.registerService(self);
                System.out.println(ANNOUNCED);
                obey(discovery, self);
            }
        }
    }

    /** How both sides look at the services below a path. */
    static ServiceDiscovery<String> discovery(CuratorFramework client, String basePath) {
        return ServiceDiscoveryBuilder.builder(String.class)
                .client(client)
                .basePath(basePath)
                .build();
    }

    private static void obey(ServiceDiscovery<String> discovery, ServiceInstance<String> self) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals("leave")) {
                return;
            }
            discovery.updateService(ServiceInstance.<String>builder()
                    .name(self.getName())
                    .id(self.getId())
                    .address(self.getAddress())
                    .port(self.getPort())
                    .payload(line)
                    .registrationTimeUTC(self.getRegistrationTimeUTC())
                    .build());
        }
    }
}
