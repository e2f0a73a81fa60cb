package io.corral.tool;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the comparer is told.
 *
 * @param left the one snapshot
 * @param right the other
 * @param bytes differences of data up to this are not shown
 * @param nodes differences in the number of descendants up to this are not shown
 * @param debug whether each comparison is shown
 * @param interactive whether someone at the keyboard says what to compare
 */
record ComparerArguments(Path left, Path right, long bytes, long nodes, boolean debug, boolean interactive) {
    static final String USAGE = """
            usage: zkSnapshotComparer.sh
             -b,--bytes <BYTETHRESHOLD>   (Required) The node data delta size threshold, in bytes, for printing the node.
             -d,--debug                   Use debug output.
             -i,--interactive             Enter interactive mode.
             -l,--left <LEFT>             (Required) The left snapshot file.
             -n,--nodes <NODETHRESHOLD>   (Required) The descendant node delta size threshold, in nodes, for printing the node.
             -r,--right <RIGHT>           (Required) The right snapshot file.
            """;

    private static final Map<String, String> LONG_NAMES = Map.of(
            "--bytes", "-b", "--debug", "-d", "--interactive", "-i", "--left", "-l", "--nodes", "-n", "--right", "-r");
    private static final Set<String> FLAGS = Set.of("-d", "-i");
    private static final Set<String> REQUIRED = Set.of("-l", "-r", "-b", "-n");

    /**
     * Understands a command line.
     *
     * @throws IllegalArgumentException when it cannot; the message says why
     */
    static ComparerArguments parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        int position = 0;
        while (position < arguments.length) {
            String name = LONG_NAMES.getOrDefault(arguments[position], arguments[position]);
            position++;
            if (FLAGS.contains(name)) {
                given.put(name, "");
            } else if (!REQUIRED.contains(name)) {
                throw new IllegalArgumentException("Unrecognized option: " + name);
            } else if (position == arguments.length) {
                throw new IllegalArgumentException("Missing argument for option: " + name.substring(1));
            } else {
                given.put(name, arguments[position]);
                position++;
            }
        }
        return new ComparerArguments(
                Path.of(required(given, "-l")),
                Path.of(required(given, "-r")),
                Long.parseLong(required(given, "-b")),
                Long.parseLong(required(given, "-n")),
                given.containsKey("-d"),
                given.containsKey("-i"));
    }

    private static String required(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Missing required option: " + name.substring(1));
        }
        return value;
    }
}
