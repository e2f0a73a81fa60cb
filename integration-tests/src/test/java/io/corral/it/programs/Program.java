package io.corral.it.programs;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A running program: its output goes to a file, line by line, and lines can be written to its input. It dies with
 * {@link #close()}, or with the JVM that started it.
 *
 * <p>Used by one thread at a time.
 */
public final class Program implements AutoCloseable {
    /** How long a program may take for any one thing. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int SHOWN_LINES = 60;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread onExit;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.onExit = new Thread(process::destroyForcibly, "end-of-" + name);
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * Starts a program.
     *
     * @param name what it is called in messages, and what its output is called on disk
     * @param directory where it runs and its output goes; created when missing
     * @param command the executable and its arguments
     * @param environment variables beside those of this process
     */
    public static Program start(String name, Path directory, List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(directory);
            Path log = Files.createTempFile(directory, name + "-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new Program(name, builder.start(), log);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start " + name + ": " + command, failure);
        }
    }

    /** Writes a line to the program's input. */
    public void say(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException gone) {
            throw failed("does not read its input any more");
        }
    }

    /** Writes a line to the program's input, and waits for a line like this after it. */
    public String ask(String line, Predicate<String> like) {
        int before = output().size();
        say(line);
        return awaitLine("answers " + line, before, like);
    }

    /** Waits until the program has printed a line like this, and returns the first such line. */
    public String awaitLine(String what, Predicate<String> like) {
        return awaitLine(what, 0, like);
    }

    /** The same without regard to the first lines of its output. */
    public String awaitLine(String what, int skipped, Predicate<String> like) {
        try {
            return await(name + ": " + what)
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .until(() -> found(what, skipped, like), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException tooLong) {
            throw failed("did not within " + PATIENCE.toSeconds() + " seconds: " + what);
        }
    }

    /** Its output is read after it was seen to run: a program that printed the line and ended has not failed. */
    private Optional<String> found(String what, int skipped, Predicate<String> like) {
        boolean ran = process.isAlive();
        Optional<String> line = output().stream().skip(skipped).filter(like).findFirst();
        if (line.isEmpty() && !ran) {
            throw failed("ended before: " + what);
        }
        return line;
    }

    /** Waits until the program has ended by itself without complaint. */
    public void awaitSuccess() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw failed("did not end");
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, interruption);
        }
        if (process.exitValue() != 0) {
            throw failed("ended with " + process.exitValue());
        }
    }

    /** Ends the program at once (SIGKILL) and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks the program to end (SIGTERM) and waits until it has. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw failed("did not end when asked to");
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end of " + name, interruption);
        }
    }

    /** Whether it has not ended. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** All lines it has printed; a line it has only begun does not count while it runs. */
    public List<String> output() {
        boolean runs = process.isAlive();
        try {
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            return (runs ? text.substring(0, text.lastIndexOf('\n') + 1) : text)
                    .lines()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + log, failure);
        }
    }

    private AssertionError failed(String how) {
        List<String> lines = output();
        return new AssertionError(name + " " + how + "; the end of its output:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
    }

    /** Ends the program at once if it runs. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException shuttingDown) {
            // The JVM is ending: the hook runs, and finds nothing left to do.
        }
    }
}
