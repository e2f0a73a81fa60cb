package io.corral.it.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A Java for scripts that start one: it says that it is new enough, and does otherwise what a test wants. */
final class PretendedJava {
    private PretendedJava() {}

    /**
     * Makes its home.
     *
     * @param folder where the home is made
     * @param otherwise lines of the shell, run unless it is asked for its version
     * @return what {@code JAVA_HOME} is to be
     */
    static Path in(Path folder, String otherwise) throws IOException {
        Path home = folder.resolve("java-home");
        Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(program, """
                #!/usr/bin/env bash
                if [ "$1" = -version ]; then
                  echo 'openjdk version "17.0.1"' >&2
                  exit
                fi
                """ + otherwise);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }
}
