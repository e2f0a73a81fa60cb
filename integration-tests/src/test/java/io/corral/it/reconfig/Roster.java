package io.corral.it.reconfig;

import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.EnsembleSpec;
import io.corral.it.ensemble.FourLetterWord;
import io.corral.it.ensemble.ReservedPorts;
import io.corral.it.ensemble.ServerProcess;
import io.corral.it.ensemble.ServerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** Servers of an ensemble that come and go: each has a line of its own, and is told, when it is set up, whom it finds there. */
final class Roster implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PORTS_EACH = 3;
    private static final int LOG_LINES = 40;

    private final EnsembleSpec spec;
    private final List<Integer> ports;
    private final Map<Integer, ServerProcess> servers = new TreeMap<>();
    private final Thread onExit = new Thread(this::killAll, "roster-end");

    /**
     * Nobody yet.
     *
     * @param spec what all servers have in common
     * @param most the largest number that a server will have
     */
    Roster(EnsembleSpec spec, int most) throws IOException {
        this.spec = spec;
        try (ReservedPorts reserved = ReservedPorts.reserve(most * PORTS_EACH)) {
            this.ports = IntStream.range(0, most * PORTS_EACH)
                    .mapToObj(reserved::port)
                    .toList();
        }
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** Corral servers whose members anybody may change, with files named after a test. */
    static EnsembleSpec changing(String test) {
        Path directory =
                Path.of("target", "ensembles", test + "-" + UUID.randomUUID()).toAbsolutePath();
        return EnsembleSpec.of(ServerProgram.CORRAL, 3, directory)
                .with("reconfigEnabled", "true")
                .with("skipACL", "yes");
    }

    /** The line of a participant. */
    String line(int id) {
        return line(id, "participant");
    }

    /** The line of a server. */
    String line(int id, String role) {
        int first = (id - 1) * PORTS_EACH;
        return "server." + id + "=127.0.0.1:" + ports.get(first + 1) + ":" + ports.get(first + 2) + ":" + role
                + ";127.0.0.1:" + clientPort(id);
    }

    int clientPort(int id) {
        return ports.get((id - 1) * PORTS_EACH);
    }

    /** Sets a server up that finds these lines in its configuration, and starts it. */
    ServerProcess start(int id, String... lines) {
        List<String> configuration = new ArrayList<>();
        spec.settings().forEach((key, value) -> configuration.add(key + "=" + value));
        configuration.addAll(List.of(lines));
        ServerProcess server =
                ServerProcess.of(spec, id, spec.directory().resolve("server-" + id), clientPort(id), configuration);
        servers.put(id, server);
        server.start();
        return server;
    }

    /** Starts an ensemble of participants 1 to n. */
    void found(int size) {
        String[] lines = IntStream.rangeClosed(1, size).mapToObj(this::line).toArray(String[]::new);
        for (int id = 1; id <= size; id++) {
            start(id, lines);
        }
        for (int id = 1; id <= size; id++) {
            awaitServing(id);
        }
    }

    /** The numbers of those that run. */
    List<Integer> running() {
        return servers.values().stream()
                .filter(ServerProcess::isRunning)
                .map(ServerProcess::id)
                .toList();
    }

    ServerProcess server(int id) {
        return servers.get(id);
    }

    /** The server that leads. */
    int leader() {
        await("somebody leads").atMost(PATIENCE).until(() -> leaders().size() == 1);
        return leaders().get(0);
    }

    private List<Integer> leaders() {
        return servers.values().stream()
                .filter(server -> server.mode().leads())
                .map(ServerProcess::id)
                .toList();
    }

    /** Waits until a server serves. */
    void awaitServing(int id) {
        try {
            await("server " + id + " serves")
                    .atMost(PATIENCE)
                    .until(() -> server(id).mode().serves());
        } catch (ConditionTimeoutException tooLong) {
            throw new IllegalStateException("server " + id + " does not serve" + logTails(), tooLong);
        }
    }

    /** What a server answers to a four letter word. */
    String ask(int id, String word) {
        return FourLetterWord.ask(clientPort(id), word);
    }

    String connectString(int... ids) {
        return IntStream.of(ids).mapToObj(id -> "127.0.0.1:" + clientPort(id)).collect(Collectors.joining(","));
    }

    String logTails() {
        return servers.values().stream()
                .map(server -> "---- " + server + " ----\n" + server.logTail(LOG_LINES))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    void killAll() {
        servers.values().stream().filter(ServerProcess::isRunning).forEach(ServerProcess::kill);
    }

    @Override
    public void close() throws IOException {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException shuttingDown) {
            return;
        }
        try (Stream<Path> files = Files.walk(spec.directory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
