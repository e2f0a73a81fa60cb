package io.corral.it.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.Ensemble;
import io.corral.it.ensemble.EnsembleExtension;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.programs.JavaPrograms;
import io.corral.it.programs.Program;
import io.corral.it.programs.ProgramClassPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A Dubbo consumer with Corral as its registry")
@Tag("slow")
class DubboTest {
    private static final String SESSION_MILLIS = "8000";
    private static final String ANSWER = "greeted by ";

    @RegisterExtension
    static final EnsembleExtension THREE_SERVERS = EnsembleExtension.ofServers(3);

    @TempDir
    Path directory;

    @Test
    @DisplayName(
            "finds providers that come, forgets those that die or leave, and loses nobody when Corral's leader dies")
    void findsProviders() throws Exception {
        Ensemble ensemble = THREE_SERVERS.ensemble();
        int[] ports = ports(3);
        try (Program first = provider(ensemble, ports[0]);
                Program second = provider(ensemble, ports[1]);
                Program consumer = program("consumer", ensemble, "ConsumerMain")) {
            List.of(first, second).forEach(DubboTest::awaitProvided);
            awaitGreetings(consumer, ports[0], ports[1]);

            ServerProcess leader = ensemble.leader();
            leader.kill();
            ensemble.leader();
            assertThat(ask(consumer)).isEqualTo(greetings(ports[0], ports[1]));

            try (Program third = provider(ensemble, ports[2])) {
                awaitProvided(third);
                awaitGreetings(consumer, ports[0], ports[1], ports[2]);
                first.kill();
                awaitGreetings(consumer, ports[1], ports[2]);
                second.stop();
                awaitGreetings(consumer, ports[2]);
            }
        }
    }

    private static int[] ports(int count) throws Exception {
        try (ReservedPorts reserved = ReservedPorts.reserve(count)) {
            return IntStream.range(0, count).map(reserved::port).toArray();
        }
    }

    private Program provider(Ensemble ensemble, int port) {
        return program("provider-" + port, ensemble, "ProviderMain", Integer.toString(port));
    }

    private Program program(String name, Ensemble ensemble, String main, String... more) {
        List<String> words = new ArrayList<>(List.of("io.corral.programs.dubbo." + main, registry(ensemble)));
        words.addAll(List.of(more));
        return JavaPrograms.start(
                name,
                directory.resolve(name),
                ProgramClassPath.of("dubbo"),
                List.of("-Duser.home=" + directory.resolve(name)),
                words);
    }

    private static String registry(Ensemble ensemble) {
        String others = ensemble.servers().stream()
                .skip(1)
                .map(ServerProcess::connectString)
                .collect(Collectors.joining(","));
        return "zookeeper://" + ensemble.server(1).connectString() + "?zk.session.expire=" + SESSION_MILLIS + "&backup="
                + others;
    }

    private static void awaitProvided(Program provider) {
        provider.awaitLine("provides", "provided"::equals);
    }

    private static String ask(Program consumer) {
        return consumer.ask("greet", line -> line.startsWith(ANSWER));
    }

    private static void awaitGreetings(Program consumer, int... ports) {
        String expected = greetings(ports);
        await(expected)
                .atMost(Program.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> ask(consumer), expected::equals);
    }

    private static String greetings(int... ports) {
        return ANSWER
                + Arrays.stream(ports).mapToObj(Integer::toString).sorted().collect(Collectors.joining(","));
    }
}
