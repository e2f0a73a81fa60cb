package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A {@code bin/quickstart} under way, and what it has said so far. */
final class RunningQuickstart implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Pattern CONNECTION = Pattern.compile("Connection string: +(\\S+)");
    private static final Pattern CONSOLE = Pattern.compile("Console: +(\\S+)");
    private static final Pattern SERVER = Pattern.compile("Server \\d+ +(\\w+) +process (\\d+)");

    private final Process process;
    private final Path output;

    private RunningQuickstart(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts the script in the given folder and waits until it says that the servers serve. */
    static RunningQuickstart start(UnpackedArchive archive, Path folder, String... arguments) throws IOException {
        Path output = folder.resolve("quickstart.out");
        // Whoever runs the tests in the background may have SIGINT ignored, and a shell cannot undo that.
        ProcessBuilder builder = new ProcessBuilder(
                "env", "--default-signal=INT", archive.script("quickstart").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("ZK_SERVER_HEAP", "256");
        builder.environment().put("TMPDIR", folder.toString());
        Process process = builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        RunningQuickstart quickstart = new RunningQuickstart(process, output);
        await("the announcement of " + output)
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || quickstart.said().contains("Ctrl-C ends the servers."));
        assertThat(process.isAlive()).as(quickstart.said()).isTrue();
        return quickstart;
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    String connectionString() throws IOException {
        return find(CONNECTION).get(0).group(1);
    }

    String console() throws IOException {
        return find(CONSOLE).get(0).group(1);
    }

    /** What each server says it is, in the order of the servers. */
    List<String> modes() throws IOException {
        return find(SERVER).stream().map(server -> server.group(1)).toList();
    }

    /** The servers' processes, in the order of the servers. */
    List<ProcessHandle> servers() throws IOException {
        return find(SERVER).stream()
                .map(server -> ProcessHandle.of(Long.parseLong(server.group(2))).orElseThrow())
                .toList();
    }

    /** What a terminal does for Ctrl-C; returns the exit code. */
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private List<MatchResult> find(Pattern pattern) throws IOException {
        return pattern.matcher(said()).results().toList();
    }

    @Override
    public void close() throws IOException {
        for (MatchResult server : find(SERVER)) {
            ProcessHandle.of(Long.parseLong(server.group(2))).ifPresent(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }
}
