package io.corral.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Server processes of one contestant on loopback, with their data on the disk under their directory. They end with
 * {@link #close()}, or with this JVM.
 */
public final class MeasuredServers implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int ANSWER_MILLIS = 2_000;
    private static final long STOP_SECONDS = 20;
    private static final int LOG_LINES = 30;

    private final Path directory;
    private final List<ServerFiles> files;
    private final List<Process> processes = new ArrayList<>();
    private boolean erase;
    private final Thread onExit = new Thread(this::killAll, "servers-end");

    private MeasuredServers(Path directory, List<ServerFiles> files) {
        this.directory = directory;
        this.files = List.copyOf(files);
    }

    /** Starts servers on empty data and returns when all of them serve. */
    public static MeasuredServers start(Contestant contestant, int size, JavaCommand java, Path directory)
            throws IOException {
        MeasuredServers servers = new MeasuredServers(directory, ServerFiles.write(size, directory));
        Runtime.getRuntime().addShutdownHook(servers.onExit);
        try {
            for (ServerFiles server : servers.files) {
                servers.processes.add(
                        new ProcessBuilder(java.running(contestant, server.logging(), server.configuration()))
                                .redirectErrorStream(true)
                                .redirectOutput(server.log().toFile())
                                .start());
            }
            servers.awaitServing();
            return servers;
        } catch (IOException | IllegalStateException failure) {
            servers.close();
            throw failure;
        }
    }

    /** Client ports, one per server. */
    public List<Integer> ports() {
        return files.stream().map(ServerFiles::clientPort).toList();
    }

    /** What a client needs to connect to any of them. */
    public String connectString() {
        return ports().stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** What all of them together have used up to now. */
    public Usage usage() {
        return Usage.of(processes.stream().map(Process::pid).toList());
    }

    /** Lets {@link #close()} delete the data and the logs too; without it they stay, to be looked at. */
    public void eraseOnClose() {
        erase = true;
    }

    private void awaitServing() {
        long giveUp = System.nanoTime() + START_PATIENCE.toNanos();
        while (!files.stream().allMatch(MeasuredServers::serves)) {
            if (System.nanoTime() - giveUp > 0 || !processes.stream().allMatch(Process::isAlive)) {
                throw new IllegalStateException(
                        "the servers did not come to serve; ends of their logs:\n" + logTails());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static boolean serves(ServerFiles server) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.clientPort()), ANSWER_MILLIS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("Mode: ");
        } catch (IOException notYet) {
            return false;
        }
    }

    private String logTails() {
        StringBuilder tails = new StringBuilder();
        for (ServerFiles server : files) {
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
        processes.forEach(Process::destroyForcibly);
    }

    /** Ends the servers; see {@link #eraseOnClose()}. */
    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            awaitEnd(process);
        }
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

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interruption) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
