package io.corral.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import io.corral.it.oracle.Subject;
import io.corral.it.rawclient.Opcode;
import io.corral.it.rawclient.Request;
import io.corral.it.rawclient.Requests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.zookeeper.ZooDefs;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One server of three is all there is; the others have never been started. */
@DisplayName("In read-only mode requests get the answers that ZooKeeper gives there")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadOnlyAnswersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEMBERS = 3;
    private static final int PORTS = 3;

    @TempDir
    private static Path folder;

    private ReadOnlySubject zooKeeper;
    private ReadOnlySubject corral;

    @BeforeAll
    void start() throws Exception {
        zooKeeper = ReadOnlySubject.start(ServerProgram.ZOOKEEPER);
        corral = ReadOnlySubject.start(ServerProgram.CORRAL);
        zooKeeper.awaitReadOnly();
        corral.awaitReadOnly();
    }

    @AfterAll
    void stop() {
        for (ReadOnlySubject subject : new ReadOnlySubject[] {zooKeeper, corral}) {
            if (subject != null) {
                subject.close();
            }
        }
    }

    @Test
    @DisplayName("reads, watches and what concerns the connection are answered as ever")
    void answered() throws Exception {
        same(
                Requests.exists("/", true),
                Requests.exists("/missing", true),
                Requests.getChildren2("/zookeeper", true),
                Requests.getAcl("/"),
                Requests.getAllChildrenNumber("/"),
                Requests.getEphemerals("/"),
                Requests.multi(Opcode.MULTI_READ, List.of(Requests.getData("/", false))),
                Requests.addWatch("/", 1),
                Requests.checkWatches("/", 5),
                Requests.removeWatches("/", 5),
                Requests.setWatches(0, List.of("/", "/gone"), List.of("/", "/missing"), List.of("/zookeeper")),
                Requests.setWatches2(0, List.of("/gone"), List.of(), List.of("/gone"), List.of("/"), List.of("/")),
                Requests.setWatches(0, null, null, null),
                Requests.auth("digest", "ada:secret"),
                Requests.sasl(new byte[0]),
                Requests.whoAmI(),
                Requests.ping());
    }

    @Test
    @DisplayName("writes are refused, whatever is in them")
    void refused() throws Exception {
        same(
                create("/new"),
                Requests.odd(Opcode.CREATE, new byte[0]),
                Requests.odd(Opcode.DELETE_CONTAINER, new byte[0]),
                Requests.setData("/missing", new byte[0], -1),
                Requests.delete("/", -1),
                Requests.setAcl("/", List.of(), 0),
                Requests.sync(null),
                Requests.multi(Opcode.MULTI, List.of(create("/new"))),
                Requests.multi(Opcode.MULTI, List.of()),
                Requests.odd(Opcode.MULTI, new byte[3]),
                Requests.reconfig(null, "1"),
                Requests.multi(Opcode.MULTI_READ, List.of(create("/new"))),
                Requests.ping());
    }

    @Test
    @DisplayName("the session ends when it is closed, and what fails to authenticate ends the connection")
    void closed() throws Exception {
        same(Requests.closeSession());
        same(Requests.odd(Opcode.CLOSE_SESSION, new byte[9]));
        same(Requests.auth("nobody's", "scheme"));
        same(Requests.sasl(null));
        same(Requests.odd(Opcode.AUTH, new byte[2]));
        same(Requests.odd(99, new byte[0]));
        same(Requests.odd(Opcode.ERROR, new byte[0]));
    }

    private void same(Request... requests) throws IOException {
        List<String> right = answers(zooKeeper, requests);
        assertThat(answers(corral, requests)).as("ZooKeeper's answers").containsExactlyElementsOf(right);
    }

    private static List<String> answers(Subject subject, Request... requests) throws IOException {
        List<String> heard = new ArrayList<>();
        try (Guest guest = Guest.readingAt(subject)) {
            for (Request request : requests) {
                heard.add(request.toString());
                heard.addAll(guest.ask(request));
            }
            if (heard.get(heard.size() - 1).equals("closed")) {
                return heard;
            }
            heard.add(guest.afterwards());
        }
        return heard;
    }

    private static Request create(String path) {
        return Requests.create(Opcode.CREATE, path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 0);
    }

    /** A server that finds no others. */
    private record ReadOnlySubject(String name, ServerProcess process) implements Subject {
        static ReadOnlySubject start(ServerProgram program) throws IOException {
            Path directory = folder.resolve(program.name());
            EnsembleSpec spec = EnsembleSpec.of(program, 1, directory)
                    .with("localSessionsEnabled", "true")
                    .withJvmOption("-Dreadonlymode.enabled=true");
            List<Integer> ports;
            try (ReservedPorts reserved = ReservedPorts.reserve(MEMBERS * PORTS)) {
                ports = IntStream.range(0, MEMBERS * PORTS)
                        .mapToObj(reserved::port)
                        .toList();
            }
            List<String> lines = spec.settings().entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.toCollection(ArrayList::new));
            for (int id = 1; id <= MEMBERS; id++) {
                int first = (id - 1) * PORTS;
                lines.add("server." + id + "=127.0.0.1:" + ports.get(first) + ":" + ports.get(first + 1)
                        + ":participant;127.0.0.1:" + ports.get(first + 2));
            }
            ServerProcess process = ServerProcess.of(spec, 1, directory, ports.get(2), lines);
            process.start();
            return new ReadOnlySubject(program.name(), process);
        }

        void awaitReadOnly() {
            Awaitility.await(name + " is read-only")
                    .atMost(PATIENCE)
                    .until(() ->
                            FourLetterWord.ask(process.clientPort(), "isro").equals("ro"));
        }

        @Override
        public List<InetSocketAddress> servers() {
            return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), process.clientPort()));
        }

        @Override
        public void close() {
            if (process.isRunning()) {
                process.kill();
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
