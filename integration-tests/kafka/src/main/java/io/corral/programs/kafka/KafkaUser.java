package io.corral.programs.kafka;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Uses one topic. Arguments: bootstrap servers, topic, and names and values of further client settings. It obeys one line of its
 * input after the other and prints one line about each:
 *
 * <ul>
 *   <li>{@code create REPLICAS}: makes the topic, with one partition; {@code created}
 *   <li>{@code retain MILLIS}: changes a setting of the topic and reads it back; {@code retains MILLIS}
 *   <li>{@code controller}: {@code controller ID}, or -1 while none is known
 *   <li>{@code in-sync}: {@code in-sync IDS}, those whose copies of the partition are complete
 *   <li>{@code flow}: goes on producing ascending numbers until {@code halt}; {@code flowing}, then {@code halted COUNT}
 *   <li>{@code acknowledged}: {@code acknowledged COUNT}, those acknowledged so far
 *   <li>{@code consume}: reads the topic from its beginning to all that was acknowledged; {@code consumed COUNT}, or what is wrong
 * </ul>
 */
final class KafkaUser implements AutoCloseable {
    private static final String RETENTION = "retention.ms";
    private static final int NO_CONTROLLER = -1;

    private final Properties settings;
    private final String topic;
    private final Admin admin;
    private final NumberFlow flow;

    private KafkaUser(Properties settings, String topic) {
        this.settings = settings;
        this.topic = topic;
        this.admin = Admin.create(settings);
        this.flow = new NumberFlow(settings, topic);
    }

    /** Runs until the end of the input. */
    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        for (int name = 2; name + 1 < arguments.length; name += 2) {
            settings.put(arguments[name], arguments[name + 1]);
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (KafkaUser user = new KafkaUser(settings, arguments[1])) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                user.obey(List.of(line.split(" ")));
            }
        }
    }

    private void obey(List<String> words) throws Exception {
        switch (words.get(0)) {
            case "create" -> create(Short.parseShort(words.get(1)));
            case "retain" -> retain(words.get(1));
            case "controller" -> System.out.println("controller " + controller());
            case "in-sync" -> System.out.println("in-sync " + inSync());
            case "flow" -> {
                flow.begin();
                System.out.println("flowing");
            }
            case "halt" -> System.out.println("halted " + flow.halt());
            case "acknowledged" -> System.out.println("acknowledged " + flow.acknowledged());
            case "consume" -> System.out.println(new NumberCount(settings, topic).upTo(flow.acknowledged()));
            default -> throw new IllegalArgumentException("unknown: " + words);
        }
    }

    private void create(short replicas) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, 1, replicas))).all().get();
        System.out.println("created");
    }

    private void retain(String millis) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Collection<AlterConfigOp> change =
                List.of(new AlterConfigOp(new ConfigEntry(RETENTION, millis), AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(resource, change)).all().get();
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        System.out.println(
                "retains " + (config == null ? "?" : config.get(RETENTION).value()));
    }

    private int controller() throws ExecutionException, InterruptedException {
        Node node = admin.describeCluster().controller().get();
        return node == null ? NO_CONTROLLER : node.id();
    }

    private String inSync() throws ExecutionException, InterruptedException {
        return String.join(
                ",",
                admin
                        .describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .values()
                        .iterator()
                        .next()
                        .partitions()
                        .get(0)
                        .isr()
                        .stream()
                        .map(node -> Integer.toString(node.id()))
                        .sorted()
                        .toList());
    }

    @Override
    public void close() {
        flow.halt();
        admin.close();
    }
}
