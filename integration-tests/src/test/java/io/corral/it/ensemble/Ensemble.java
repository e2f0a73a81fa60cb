package io.corral.it.ensemble;

import static org.awaitility.Awaitility.await;

import io.corral.it.ensemble.ServerHome.ServerPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Servers on loopback, each a process with a home of its own. They die with {@link #close()}, or with the JVM that started them.
 *
 * <p>Safe for use by several threads.
 */
public final class Ensemble implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int START_ATTEMPTS = 3;

    private final EnsembleSpec spec;
    private final List<ServerProcess> servers;
    private final Thread onExit = new Thread(this::killAll, "ensemble-end");

    private Ensemble(EnsembleSpec spec, List<ServerProcess> servers) {
        this.spec = spec;
        this.servers = List.copyOf(servers);
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** Starts an ensemble and waits until all its servers serve; takes other ports if one was lost to somebody else. */
    public static Ensemble start(EnsembleSpec spec) {
        for (int attempt = 1; ; attempt++) {
            Ensemble ensemble = prepare(spec, attempt);
            try {
                ensemble.servers.forEach(ServerProcess::start);
                ensemble.awaitServing();
                return ensemble;
            } catch (IllegalStateException failure) {
                boolean lostPort = ensemble.servers.stream().anyMatch(ServerProcess::failedToBind);
                ensemble.close();
                if (!lostPort || attempt == START_ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }

    private static Ensemble prepare(EnsembleSpec spec, int attempt) {
        List<ServerHome> homes = new ArrayList<>();
        try (ReservedPorts reserved = ReservedPorts.reserve(spec.size() * ServerPorts.COUNT)) {
            for (int id = 1; id <= spec.size(); id++) {
                Path directory = spec.directory().resolve("attempt-" + attempt + "-server-" + id);
                homes.add(new ServerHome(id, directory, ServerPorts.from(reserved, (id - 1) * ServerPorts.COUNT)));
            }
            for (ServerHome home : homes) {
                home.write(spec.settings(), homes, spec.size() - spec.observers());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot prepare an ensemble in " + spec.directory(), failure);
        }
        return new Ensemble(
                spec,
                homes.stream()
                        .map(home -> new ServerProcess(home, spec.program(), spec.jvmOptions(), spec.classPath()))
                        .toList());
    }

    /** What the servers run. */
    public ServerProgram program() {
        return spec.program();
    }

    /** All servers, in the order of their numbers. */
    public List<ServerProcess> servers() {
        return servers;
    }

    /** The server of the given number, from 1. */
    public ServerProcess server(int id) {
        return servers.get(id - 1);
    }

    /** What a client needs to connect to any of the servers. */
    public String connectString() {
        return servers.stream().map(ServerProcess::connectString).collect(Collectors.joining(","));
    }

    /** The one server that leads; waits while there is none. */
    public ServerProcess leader() {
        AtomicInteger found = new AtomicInteger();
        awaitThat("one server leads", () -> {
            List<ServerProcess> leaders =
                    servers.stream().filter(server -> server.mode().leads()).toList();
            found.set(leaders.size() == 1 ? leaders.get(0).id() : 0);
            return leaders.size() == 1;
        });
        return server(found.get());
    }

    /** The servers that do not lead; waits while nobody leads. */
    public List<ServerProcess> followers() {
        ServerProcess leader = leader();
        return servers.stream().filter(server -> server != leader).toList();
    }

    /** Waits until all servers serve and one of them leads; in vain, and not long, if one of the processes has ended. */
    public void awaitServing() {
        awaitThat("all servers serve and one of them leads", () -> {
            assertAllRun();
            List<ServerMode> modes = servers.stream().map(ServerProcess::mode).toList();
            return modes.stream().allMatch(ServerMode::serves)
                    && modes.stream().filter(ServerMode::leads).count() == 1;
        });
    }

    private void assertAllRun() {
        if (!servers.stream().allMatch(ServerProcess::isRunning)) {
            throw new IllegalStateException("a server has ended" + logTails(40));
        }
    }

    /** Starts the servers that are not running, and waits until all serve. */
    public void heal() {
        servers.stream().filter(server -> !server.isRunning()).forEach(ServerProcess::start);
        awaitServing();
    }

    /** Ends all processes at once (SIGKILL), as near to the same moment as possible. */
    public void killAll() {
        Stream<Thread> killers =
                servers.stream().map(server -> new Thread(server::killIfRunning, "kill-" + server.id()));
        List<Thread> started = killers.peek(Thread::start).toList();
        for (Thread killer : started) {
            try {
                killer.join();
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The last lines of every server's log, for a failure report. */
    public String logTails(int lines) {
        return servers.stream()
                .map(server -> "---- " + server + ", end of log (running: " + server.isRunning() + ") ----\n"
                        + server.logTail(lines))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private void awaitThat(String what, java.util.concurrent.Callable<Boolean> condition) {
        try {
            await(what)
                    .atMost(START_PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .until(condition);
        } catch (ConditionTimeoutException tooLong) {
            String modes = servers.stream()
                    .map(server -> server + ": " + server.mode())
                    .collect(Collectors.joining(", "));
            throw new IllegalStateException(
                    "waited " + START_PATIENCE.toSeconds() + " seconds in vain: " + what + "; " + modes + logTails(40),
                    tooLong);
        }
    }

    /** Ends all processes; the files stay, see {@link #erase()}. */
    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException shuttingDown) {
            // The JVM is ending: the hook runs, and finds nothing left to do.
        }
    }

    /** Deletes the files of a closed ensemble. */
    public void erase() {
        try (Stream<Path> files = Files.walk(spec.directory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot erase " + spec.directory(), failure);
        }
    }
}
