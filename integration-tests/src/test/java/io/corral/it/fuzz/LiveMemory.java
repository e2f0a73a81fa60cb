package io.corral.it.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks a Java process how much it holds on to. */
final class LiveMemory {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private static final int LINES_SHOWN = 20;

    private LiveMemory() {}

    /**
     * What a process holds on to.
     *
     * @param bytes of all objects that can still be reached, counted after a full collection
     * @param largest what most of them belong to, for a person to read
     */
    record Census(long bytes, String largest) {}

    /** Counts. */
    static Census of(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        Matcher total = TOTAL.matcher(text);
        if (!total.find()) {
            throw new IOException("no total: " + text.lines().limit(5).toList());
        }
        String largest = text.lines().limit(LINES_SHOWN).collect(Collectors.joining("\n"));
        return new Census(Long.parseLong(total.group(1)), largest);
    }
}
