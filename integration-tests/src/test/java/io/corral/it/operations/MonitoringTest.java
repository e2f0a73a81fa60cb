package io.corral.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What ZooKeeper shows to those who monitor it, Corral shows by the same names")
class MonitoringTest {

    private static final String PROVIDER_CLASS = "org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider";

    /** Names that are made of what clients did. */
    private static final Pattern BY_KEY = Pattern.compile(".*(_per_namespace|ack_latency|learner_handler_qp_.*)");

    /** Only there while servers elect, or for each connection. */
    private static final Pattern PASSING = Pattern.compile(".*(LeaderElection|Connections).*");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Ensemble zooKeeper;
    private static Ensemble corral;

    @BeforeAll
    static void startEnsembles() {
        zooKeeper = Ensemble.start(EnsembleSpec.of(ServerProgram.ZOOKEEPER, 3, folder.resolve("zookeeper")));
        corral = Ensemble.start(EnsembleSpec.of(ServerProgram.CORRAL, 3, folder.resolve("corral")));
    }

    @AfterAll
    static void endEnsembles() {
        zooKeeper.close();
        corral.close();
    }

    @Test
    @DisplayName("the lines of mntr, of a leader and of a follower")
    void mntr() {
        assertNoneMissing(zooKeeper.leader(), corral.leader());
        assertNoneMissing(zooKeeper.followers().get(0), corral.followers().get(0));
    }

    private static void assertNoneMissing(ServerProcess theirs, ServerProcess ours) {
        Set<String> wanted = monitorNamesOf(theirs);
        assertThat(wanted).hasSizeGreaterThan(100);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(missing(wanted, monitorNamesOf(ours))).isEmpty());
    }

    private static <T> Set<T> missing(Set<T> wanted, Set<T> there) {
        Set<T> missing = new LinkedHashSet<>(wanted);
        missing.removeAll(there);
        return missing;
    }

    private static Set<String> monitorNamesOf(ServerProcess server) {
        return Surface.monitorNames(server).stream()
                .filter(name -> !BY_KEY.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("the management beans of all members, with the names and types of their attributes")
    void beans() throws Exception {
        for (boolean leader : new boolean[] {true, false}) {
            Map<String, Set<String>> theirs = beansOf(zooKeeper, leader);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(missing(lines(theirs), lines(beansOf(corral, leader))))
                            .isEmpty());
        }
    }

    private static Set<String> lines(Map<String, Set<String>> beans) {
        Set<String> lines = new TreeSet<>();
        beans.forEach((name, attributes) -> {
            lines.add(name);
            attributes.forEach(attribute -> lines.add(name + ": " + attribute));
        });
        return lines;
    }

    /** Which server leads is chance, so that the numbers in the names are told only as own and other. */
    private static Map<String, Set<String>> beansOf(Ensemble ensemble, boolean leader) throws Exception {
        ServerProcess server = leader ? ensemble.leader() : ensemble.followers().get(0);
        Map<String, Set<String>> found = new TreeMap<>();
        Surface.beans(server).forEach((name, attributes) -> {
            if (!PASSING.matcher(name).matches()) {
                String own = name.replace("_id" + server.id(), "_own").replace("replica." + server.id(), "replica.own");
                found.put(own.replaceAll("replica\\.\\d", "replica.other"), attributes);
            }
        });
        return found;
    }

    @Test
    @DisplayName("the metrics for Prometheus, with their types, those of the Java process included")
    void prometheus() throws Exception {
        ZooKeeperLibraries.assumeFetched();
        Map<String, String> theirs =
                metricTypes(ServerProgram.ZOOKEEPER, spec -> spec.withClassPath(ZooKeeperLibraries.classPath()));
        Map<String, String> ours = metricTypes(ServerProgram.CORRAL, spec -> spec);

        assertThat(theirs).hasSizeGreaterThan(100);
        assertThat(missing(theirs.entrySet(), ours.entrySet())).isEmpty();
    }

    /** Changes what an ensemble is to be. */
    private interface Change {
        EnsembleSpec of(EnsembleSpec spec) throws IOException;
    }

    private static Map<String, String> metricTypes(ServerProgram program, Change change) throws Exception {
        int port = freePort();
        EnsembleSpec spec = EnsembleSpec.of(program, 1, folder.resolve("alone-" + program))
                .with("metricsProvider.className", PROVIDER_CLASS)
                .with("metricsProvider.httpHost", "127.0.0.1")
                .with("metricsProvider.httpPort", Integer.toString(port));
        try (Ensemble alone = Ensemble.start(change.of(spec))) {
            alone.awaitServing();
            return Surface.metricTypes(port);
        }
    }

    private static int freePort() throws IOException {
        try (ReservedPorts reserved = ReservedPorts.reserve(1)) {
            return reserved.port(0);
        }
    }
}
