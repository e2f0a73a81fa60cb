package io.corral.it.scripts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a finished script has left behind.
 *
 * @param exitCode as the shell sees it
 * @param out standard output
 * @param err standard error
 */
record ScriptRun(int exitCode, String out, String err) {

    /** How long a script may take, in seconds, before the test gives up on it. */
    private static final long PATIENCE_SECONDS = 120;

    private static final List<String> OPERATORS_VARIABLES = List.of(
            "ZOOCFGDIR",
            "ZOOCFG",
            "ZOO_LOG_DIR",
            "ZOO_LOG_FILE",
            "ZOOPIDFILE",
            "JVMFLAGS",
            "SERVER_JVMFLAGS",
            "CLIENT_JVMFLAGS",
            "ZK_SERVER_HEAP",
            "ZK_CLIENT_HEAP",
            "JMXPORT",
            "JMXDISABLE",
            "CLASSPATH");

    /** The folder with {@code bin}, {@code conf} and {@code docs}. */
    static Path sourceTree() {
        return Path.of("").toAbsolutePath().getParent();
    }

    /** Whether the archive has been packaged, without which there is no program for the scripts to run. */
    static boolean isPackaged() {
        return Files.isDirectory(sourceTree().resolve("launcher/target/cli"));
    }

    static Builder of(Path script, String... arguments) {
        return new Builder(script, arguments);
    }

    /** A run that is still being described. */
    static final class Builder {
        private final List<String> command = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private String input = "";

        private Builder(Path script, String... arguments) {
            command.add(script.toString());
            command.addAll(List.of(arguments));
        }

        Builder with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** What the script reads from its standard input; nothing otherwise. */
        Builder saying(String lines) {
            input = lines;
            return this;
        }

        /** Runs the script in the given folder and waits for its end. */
        ScriptRun in(Path folder) throws IOException, InterruptedException {
            Path out = Files.createTempFile(folder, "run", ".out");
            Path err = Files.createTempFile(folder, "run", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            OPERATORS_VARIABLES.forEach(builder.environment()::remove);
            builder.environment().putAll(environment);
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + PATIENCE_SECONDS + " s");
            }
            return new ScriptRun(process.exitValue(), read(out), read(err));
        }

        private static String read(Path file) throws IOException {
            return Files.readString(file, StandardCharsets.UTF_8);
        }
    }
}
