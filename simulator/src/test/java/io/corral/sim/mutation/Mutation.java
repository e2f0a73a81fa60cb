package io.corral.sim.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A rule broken on purpose: a file of {@code resources/mutations} that names the rule, where the seeds are run, and which lines of
 * which sources are replaced by which others.
 *
 * @param name the name of the file
 * @param breaks what the mutant does wrong, in a few words
 * @param world the simulated world that is to notice
 * @param nodes how many nodes the world has
 * @param seeds within how many seeds it must be noticed
 * @param patches what is changed
 */
record Mutation(String name, String breaks, String world, int nodes, int seeds, List<Patch> patches) {

    /**
     * A change of one source.
     *
     * @param source where the source is, below the folder of sources of any module
     * @param replaced lines that are there, once
     * @param by what comes in their place
     */
    record Patch(String source, String replaced, String by) {

        /** The class to which the source belongs. */
        String className() {
            return source.substring(0, source.length() - ".java".length()).replace('/', '.');
        }

        /** The changed source. */
        String applyTo(String text) {
            int at = text.indexOf(replaced);
            if (at < 0 || text.indexOf(replaced, at + 1) >= 0) {
                throw new IllegalArgumentException(
                        "the lines to be replaced are not there, or more than once, in " + source + ":\n" + replaced);
            }
            return text.substring(0, at) + by + text.substring(at + replaced.length());
        }
    }

    static Mutation read(Path file) throws IOException {
        Map<String, String> head = new HashMap<>();
        List<Patch> patches = new ArrayList<>();
        String source = "";
        List<String> replaced = new ArrayList<>();
        List<String> by = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("in ")) {
                addPatch(patches, source, replaced, by);
                source = line.substring("in ".length());
            } else if (line.startsWith("-")) {
                if (!by.isEmpty()) {
                    addPatch(patches, source, replaced, by);
                }
                replaced.add(line.substring(1));
            } else if (line.startsWith("+")) {
                by.add(line.substring(1));
            } else if (line.isBlank()) {
                addPatch(patches, source, replaced, by);
            } else {
                int colon = line.indexOf(": ");
                head.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        addPatch(patches, source, replaced, by);
        return new Mutation(
                file.getFileName().toString(),
                value(head, "breaks"),
                value(head, "world"),
                Integer.parseInt(value(head, "nodes")),
                Integer.parseInt(value(head, "seeds")),
                patches);
    }

    private static void addPatch(List<Patch> patches, String source, List<String> replaced, List<String> by) {
        if (!replaced.isEmpty()) {
            patches.add(new Patch(source, String.join("\n", replaced), String.join("\n", by)));
            replaced.clear();
            by.clear();
        }
    }

    private static String value(Map<String, String> head, String key) {
        return Objects.requireNonNull(head.get(key), key);
    }

    @Override
    public String toString() {
        return breaks;
    }
}
