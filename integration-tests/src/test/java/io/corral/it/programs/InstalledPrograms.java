package io.corral.it.programs;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that must be on the machine for tests to run; without them a test is skipped, except in continuous integration. */
public final class InstalledPrograms {
    private static final long PATIENCE_SECONDS = 60;

    private InstalledPrograms() {}

    /** The ZooKeeper client in C with its command line: Debian's package {@code zookeeper-bin}. */
    public static String cClient() {
        return Stream.concat(
                        onThePath("cli_mt"), Stream.of("/usr/lib/zookeeper/bin/cli_mt", "/usr/lib/zookeeper/cli_mt"))
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst()
                .orElseGet(() -> missing("the program cli_mt", "zookeeper-bin"));
    }

    /** A Python that knows Kazoo: Debian's package {@code python3-kazoo} belongs to the system's own Python. */
    public static String pythonWithKazoo() {
        return Stream.concat(Stream.of("/usr/bin/python3"), onThePath("python3"))
                .filter(python -> Files.isExecutable(Path.of(python)))
                .filter(python -> succeeds(python, "-c", "import kazoo"))
                .findFirst()
                .orElseGet(() -> missing("a python3 with the module kazoo", "python3-kazoo"));
    }

    private static Stream<String> onThePath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(":")).map(folder -> folder + "/" + program);
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException cannotStart) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + List.of(command), interruption);
        }
    }

    private static String missing(String what, String debianPackage) {
        String message = "this test needs " + what
                + ", which is not on this machine; bin/test installs it when run as root, or install it with: "
                + "sudo apt-get install --no-install-recommends " + debianPackage;
        return System.getenv("CI") == null ? abort(message) : fail(message);
    }
}
