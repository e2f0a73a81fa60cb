package io.corral.it.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the programs lie that have a Maven module, and with it a class path, of their own. */
public final class ProgramClassPath {
    private ProgramClassPath() {}

    /**
     * The class path of a module below {@code integration-tests}, written by its build.
     *
     * @param module its folder
     */
    public static String of(String module) {
        Path built = Path.of(module, "target").toAbsolutePath();
        Path libraries = built.resolve("classpath");
        if (!Files.exists(libraries)) {
            throw new AssertionError(
                    "no " + libraries + ": build the module first, as mvn -pl integration-tests -am test does");
        }
        try {
            return built.resolve("classes") + ":" + Files.readString(libraries).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + libraries, failure);
        }
    }
}
