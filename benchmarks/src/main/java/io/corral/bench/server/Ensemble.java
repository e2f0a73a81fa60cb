package io.corral.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Servers that run as one, each in a process of its own, on data that lasts as long as this object. */
public final class Ensemble implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LOG_LINES = 20;

    private final Path directory;
    private final List<ServerProcess> servers;
    private final ServingCheck check;
    private boolean erase;
    private final Thread onExit = new Thread(this::killAll, "servers-end");

    /** Tells whether a server serves. */
    @FunctionalInterface
    public interface ServingCheck {
        /** Asks the server that listens at this port; takes a second at most. */
        boolean serves(int port);
    }

    private Ensemble(Path directory, List<ServerProcess> servers, ServingCheck check) {
        this.directory = directory;
        this.servers = List.copyOf(servers);
        this.check = check;
    }

    /** Starts servers on empty data and returns when all of them serve. */
    public static Ensemble start(Path directory, List<ServerProcess> servers, ServingCheck check) throws IOException {
        Ensemble ensemble = new Ensemble(directory, servers, check);
        Runtime.getRuntime().addShutdownHook(ensemble.onExit);
        try {
            for (ServerProcess server : servers) {
                server.start();
            }
            ensemble.awaitServing();
            return ensemble;
        } catch (IOException | IllegalStateException failure) {
            ensemble.close();
            throw failure;
        }
    }

    /** The servers, first to last. */
    public List<ServerProcess> servers() {
        return servers;
    }

    /** Where the load generator connects, one port per server. */
    public List<Integer> ports() {
        return servers.stream().map(ServerProcess::port).toList();
    }

    /** What those that run have used up to now. */
    public Usage usage() {
        return Usage.of(servers.stream()
                .filter(ServerProcess::isAlive)
                .map(ServerProcess::pid)
                .toList());
    }

    /** Lets {@link #close()} delete the data and the logs too; without it they stay, to be looked at. */
    public void eraseOnClose() {
        erase = true;
    }

    /**
     * Waits until all servers serve.
     *
     * @throws IllegalStateException when one has ended, or after a minute
     */
    public void awaitServing() {
        long giveUp = System.nanoTime() + START_PATIENCE.toNanos();
        while (!servers.stream().allMatch(server -> check.serves(server.port()))) {
            if (System.nanoTime() - giveUp > 0 || !servers.stream().allMatch(ServerProcess::isAlive)) {
                throw new IllegalStateException(
                        "the servers did not come to serve; ends of their logs:\n" + logTails());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private String logTails() {
        StringBuilder tails = new StringBuilder();
        for (ServerProcess server : servers) {
            try {
                List<String> lines = Files.readAllLines(server.log());
                tails.append("---- ").append(server.log()).append('\n');
                lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())
                        .forEach(line -> tails.append(line).append('\n'));
            } catch (IOException unreadable) {
                tails.append(unreadable).append('\n');
            }
        }
        return tails.toString();
    }

    private void killAll() {
        servers.forEach(ServerProcess::killAtExit);
    }

    /** Ends the servers; see {@link #eraseOnClose()}. */
    @Override
    public void close() throws IOException {
        servers.forEach(ServerProcess::askToStop);
        servers.forEach(ServerProcess::awaitEnd);
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException shuttingDown) {
            return;
        }
        if (erase) {
            erase();
        }
    }

    private void erase() throws IOException {
        try (Stream<Path> data = Files.walk(directory)) {
            for (Path file : data.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
