package io.corral.it.groups;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link GroupNode} in a process of its own, which comes and goes while its files stay. Any thread may ask it. */
final class NodeProcess {
    private static final int ANSWER_PATIENCE_MILLIS = 30_000;

    private final GroupNodePlan plan;
    private volatile @Nullable Process process;

    NodeProcess(GroupNodePlan plan) {
        this.plan = plan;
    }

    long id() {
        return plan.id();
    }

    void start() throws IOException {
        Files.createDirectories(plan.directory());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), GroupNode.class.getName()));
        command.addAll(plan.words());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        plan.directory().resolve("output").toFile()))
                .start();
    }

    /** Ends the process at once (SIGKILL) and waits until it is gone. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.waitFor(30, TimeUnit.SECONDS);
        }
    }

    /** The answer to a line; empty when there was none, and nobody knows what became of it. */
    Optional<String> ask(String line) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.clientPort()));
            socket.setSoTimeout(ANSWER_PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** How many files its log has, without one that may be prepared for later. */
    long logFiles() {
        try (Stream<Path> files = Files.list(plan.directory().resolve("log"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("segment-"))
                    .count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The end of what it has printed. */
    String output() {
        try {
            List<String> lines = Files.readAllLines(plan.directory().resolve("output"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
