package io.corral.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that can be started, stopped in every way an operating system knows, and started again on the same data. */
public final class ServerProcess {
    private static final long STOP_SECONDS = 20;

    private final List<String> command;
    private final Path log;
    private final int port;
    private volatile @Nullable Process process;

    /**
     * Describes it; {@link #start} runs it.
     *
     * @param command starts it
     * @param log file its output is appended to
     * @param port where the load generator connects
     */
    public ServerProcess(List<String> command, Path log, int port) {
        this.command = List.copyOf(command);
        this.log = log;
        this.port = port;
    }

    /** Where the load generator connects. */
    public int port() {
        return port;
    }

    Path log() {
        return log;
    }

    /** Starts the process; does not wait for it to serve. */
    public void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** Its id. */
    long pid() {
        return running().pid();
    }

    /** Ends the process at once (SIGKILL); it learns nothing of it. Returns when it is gone. */
    public void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** Stops the process where it stands (SIGSTOP); its connections stay open and say nothing. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets a paused process go on. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("could not send " + name + " to process " + pid());
        }
    }

    /** Asks the process to end. */
    void askToStop() {
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }

    /** Waits for it to end, and ends it when that takes too long. */
    void awaitEnd() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interruption) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    void killAtExit() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private Process running() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("the server was never started");
        }
        return running;
    }
}
