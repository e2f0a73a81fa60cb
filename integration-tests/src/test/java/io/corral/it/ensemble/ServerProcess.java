package io.corral.it.ensemble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server of an ensemble: a process of its own, which comes and goes while its files stay.
 *
 * <p>Safe for use by several threads; what the process is asked to do happens one thing after the other.
 */
public final class ServerProcess {
    private static final long STOP_PATIENCE_SECONDS = 60;

    /** After which a server counts as silent; whoever waits for more asks again. */
    private static final Duration MODE_PATIENCE = Duration.ofSeconds(2);

    private final ServerHome home;
    private final ServerProgram program;
    private final List<String> jvmOptions;
    private final String classPath;
    private @Nullable Process process;

    ServerProcess(ServerHome home, ServerProgram program, List<String> jvmOptions, String classPath) {
        this.home = home;
        this.program = program;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.classPath = classPath;
    }

    /**
     * A server that a test has written the configuration of.
     *
     * @param id its number
     * @param directory holds its files, its working directory; created when missing
     * @param clientPort the loopback port that clients connect to
     * @param configuration lines of its {@code zoo.cfg}, besides {@code dataDir}
     */
    public static ServerProcess of(
            EnsembleSpec spec, int id, Path directory, int clientPort, List<String> configuration) {
        ServerHome home = new ServerHome(id, directory, new ServerHome.ServerPorts(clientPort, 0, 0, 0));
        try {
            home.write(configuration);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot prepare a server in " + directory, failure);
        }
        return new ServerProcess(home, spec.program(), spec.jvmOptions(), spec.classPath());
    }

    /** The file the server is configured with. */
    public Path configuration() {
        return home.configuration();
    }

    /** The server's number in its ensemble, from 1. */
    public int id() {
        return home.id();
    }

    /** The loopback port that clients connect to. */
    public int clientPort() {
        return home.ports().client();
    }

    /** The loopback port given to the server as {@code admin.serverPort}. */
    public int adminPort() {
        return home.ports().admin();
    }

    /** What a client needs to connect to this server and to no other. */
    public String connectString() {
        return "127.0.0.1:" + clientPort();
    }

    /** The loopback port that its peers connect to. */
    public int peerPort() {
        return home.ports().peer();
    }

    /** Writes a setting into the configuration; it counts from the next start on, instead of an earlier one of that key. */
    public synchronized void configure(String key, String value) {
        try {
            Files.writeString(home.configuration(), key + "=" + value + "\n", StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot configure " + this, failure);
        }
    }

    /** Starts the process, on whatever data an earlier one left; does not wait until it serves. */
    public synchronized void start() {
        if (isRunning()) {
            throw new IllegalStateException(this + " is running already");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-Dlogback.configurationFile=" + home.logging());
        command.addAll(List.of("-cp", classPath, program.mainClass()));
        command.add(home.configuration().toString());
        try {
            process = new ProcessBuilder(command)
                    .directory(home.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start " + this, failure);
        }
    }

    /** Ends the process in an orderly way (SIGTERM) and waits for its end. */
    public synchronized void stop() {
        Process running = running();
        running.destroy();
        awaitEnd(running);
    }

    /** Ends the process at once (SIGKILL) and waits until it is gone. */
    public synchronized void kill() {
        Process running = running();
        running.destroyForcibly();
        awaitEnd(running);
    }

    /** Waits until the process ends of itself; returns its exit code. */
    public synchronized int awaitExit() {
        Process ending = process;
        if (ending == null) {
            throw new IllegalStateException(this + " was not started");
        }
        awaitEnd(ending);
        return ending.exitValue();
    }

    /** Ends the process at once if there is one; for the end of an ensemble. */
    synchronized void killIfRunning() {
        if (isRunning()) {
            kill();
        }
    }

    /** Freezes the process (SIGSTOP): its connections stay open, and nothing answers on them. */
    public synchronized void pause() {
        signal("STOP");
    }

    /** Lets a paused process go on (SIGCONT). */
    public synchronized void resume() {
        signal("CONT");
    }

    /** Whether there is a process, be it paused. */
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The number the operating system gave the process. */
    public synchronized long pid() {
        return running().pid();
    }

    /** What the server says of itself now. */
    public ServerMode mode() {
        return isRunning() ? ServerMode.of(FourLetterWord.ask(clientPort(), "srvr", MODE_PATIENCE)) : ServerMode.SILENT;
    }

    /** The last lines of everything the server's processes have logged. */
    public String logTail(int lines) {
        List<String> all = logLines();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    boolean failedToBind() {
        return !isRunning()
                && logLines().stream()
                        .anyMatch(line -> line.contains("BindException") || line.contains("Address already in use"));
    }

    private List<String> logLines() {
        try {
            return Files.exists(home.log()) ? Files.readAllLines(home.log()) : List.of();
        } catch (IOException unreadable) {
            return List.of("(the log cannot be read: " + unreadable + ")");
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder(
                            "sh", "-c", "kill -s " + name + " " + running().pid())
                    .inheritIO()
                    .start();
            awaitEnd(kill);
            if (kill.exitValue() != 0) {
                throw new IllegalStateException("SIG" + name + " did not reach " + this);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot send SIG" + name + " to " + this, failure);
        }
    }

    private Process running() {
        Process current = process;
        if (current == null || !current.isAlive()) {
            throw new IllegalStateException(this + " is not running");
        }
        return current;
    }

    private void awaitEnd(Process ending) {
        try {
            if (!ending.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                ending.destroyForcibly().waitFor();
                throw new IllegalStateException(
                        this + " did not end within " + STOP_PATIENCE_SECONDS + " seconds and was killed");
            }
        } catch (InterruptedException interruption) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + this + " to end", interruption);
        }
    }

    @Override
    public String toString() {
        return program.name().toLowerCase(java.util.Locale.ROOT) + " server " + id() + " on port " + clientPort();
    }
}
