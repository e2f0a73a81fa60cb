package io.corral.it.operations;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What ZooKeeper's provider of metrics and its admin server need: libraries of other releases than Corral has. */
final class ZooKeeperLibraries {
    private static final Path FOLDER = Path.of("target", "prometheus-provider");

    private ZooKeeperLibraries() {}

    /** Skips a test for which they have not been fetched. */
    static void assumeFetched() {
        assumeTrue(Files.isDirectory(FOLDER), "the libraries of ZooKeeper's HTTP servers have not been fetched");
    }

    /** The class path of this test with those in place of Corral's. */
    static String classPath() throws IOException {
        try (Stream<Path> libraries = Files.list(FOLDER.toAbsolutePath())) {
            Stream<String> others = Arrays.stream(
                            System.getProperty("java.class.path").split(":", -1))
                    .filter(each -> !each.contains("/jetty") && !each.contains("/simpleclient"));
            return Stream.concat(libraries.map(Path::toString), others).collect(Collectors.joining(":"));
        }
    }
}
