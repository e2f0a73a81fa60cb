package io.corral.it.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The distribution archive, unpacked into a folder of the test's.
 *
 * @param home the folder that holds {@code bin} and {@code lib}
 */
record UnpackedArchive(Path home) {

    /** Unpacks the archive; skips the test when it has not been packaged. */
    static UnpackedArchive into(Path folder) throws IOException, InterruptedException {
        assumeTrue(ScriptRun.isPackaged(), "the archive has not been packaged");
        Path archive = only(ScriptRun.sourceTree().resolve("launcher/target"), "corral-*.tar.gz");
        ScriptRun unpacked =
                ScriptRun.of(Path.of("tar"), "-xzf", archive.toString()).in(folder);
        assertThat(unpacked.exitCode()).as(unpacked.err()).isZero();
        return new UnpackedArchive(only(folder, "corral-*"));
    }

    Path script(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static Path only(Path folder, String glob) throws IOException {
        try (var found = Files.newDirectoryStream(folder, glob)) {
            return found.iterator().next();
        }
    }
}
