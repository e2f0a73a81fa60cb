package io.corral.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every report of figures says and where it goes. */
public final class Report {
    private Report() {}

    /** The machine in a few words: figures mean nothing without it. */
    public static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors, Java "
                + Runtime.version().feature() + ", " + System.getProperty("os.name");
    }

    /**
     * Prints a report and keeps it.
     *
     * @param file is overwritten; its folder is made
     */
    public static void publish(String text, Path file) throws IOException {
        System.out.println(text);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
