package io.corral.tool;

import io.corral.tree.TreeState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Compares two snapshots layer by layer, with the options and the output of ZooKeeper's tool. */
public final class SnapshotComparer {
    private static final int OK = 0;
    private static final int UNREADABLE = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String WHAT_NEXT = """
            - Press enter to move to print current depth layer;
            - Type a number to jump to and print all nodes at a given depth;
            - Enter an ABSOLUTE path to print the immediate subtree of a node. Path must start with '/'.""";

    private final PrintStream out;
    private final ComparerArguments arguments;
    private final LongSupplier nanoClock;
    private final SummedTree left;
    private final SummedTree right;
    private final SnapshotDifference difference;
    private final int layers;

    private SnapshotComparer(PrintStream out, ComparerArguments arguments, LongSupplier nanoClock) throws IOException {
        this.out = out;
        this.arguments = arguments;
        this.nanoClock = nanoClock;
        this.left = read(arguments.left());
        this.right = read(arguments.right());
        this.layers = Math.max(left.depth(), right.depth());
        this.difference = new SnapshotDifference(
                out,
                arguments.bytes(),
                arguments.nodes(),
                arguments.debug(),
                arguments.debug() || arguments.interactive());
    }

    /** Runs the tool. */
    public static void main(String[] arguments) {
        System.exit(run(System.in, System.out, System.err, arguments));
    }

    /** Runs the tool with these streams; returns the exit code. */
    static int run(InputStream in, PrintStream out, PrintStream err, String... words) {
        ComparerArguments arguments;
        try {
            arguments = ComparerArguments.parse(words);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            out.print(ComparerArguments.USAGE);
            return BAD_ARGUMENTS;
        }
        out.println("Successfully parsed options!");
        try {
            SnapshotComparer comparer = new SnapshotComparer(out, arguments, System::nanoTime);
            comparer.sums(comparer.left);
            comparer.sums(comparer.right);
            if (arguments.interactive()) {
                comparer.converse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
            } else {
                comparer.announce();
                for (int depth = 0; depth < comparer.layers; depth++) {
                    comparer.layer(depth);
                }
            }
            out.println("All layers compared.");
            return OK;
        } catch (IOException e) {
            err.println("A snapshot cannot be read: " + e.getMessage());
            return UNREADABLE;
        }
    }

    private SummedTree read(Path file) throws IOException {
        long start = nanoClock.getAsLong();
        TreeState state = AnySnapshot.read(file);
        long read = nanoClock.getAsLong();
        out.printf(
                Locale.ROOT, "Deserialized snapshot in %s in %f seconds%n", file.getFileName(), seconds(read - start));
        SummedTree tree = new SummedTree(state);
        out.printf(Locale.ROOT, "Processed data tree in %f seconds%n", seconds(nanoClock.getAsLong() - read));
        return tree;
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }

    private void sums(SummedTree tree) {
        out.println("Node count: " + tree.nodes());
        out.println("Total size: " + tree.bytes());
        out.println("Max depth: " + tree.depth());
        for (int depth = 0; depth < tree.depth(); depth++) {
            out.println("Count of nodes at depth " + depth + ": "
                    + tree.layer(depth).size());
        }
        out.println();
    }

    private void announce() {
        out.println("Printing analysis for nodes difference larger than " + arguments.bytes()
                + " bytes or node count difference larger than " + arguments.nodes() + ".");
    }

    private void layer(int depth) {
        out.println("Analysis for depth " + depth);
        difference.print(left.layer(depth), right.layer(depth));
    }

    private void converse(BufferedReader keyboard) throws IOException {
        int depth = 0;
        while (depth < layers) {
            out.println("Current depth is " + depth);
            out.println(WHAT_NEXT);
            String line = keyboard.readLine();
            if (line == null) {
                return;
            }
            announce();
            depth = obey(line, depth);
        }
    }

    /** Does what was typed; returns where to go on. */
    private int obey(String line, int depth) {
        if (line.isEmpty()) {
            layer(depth);
            out.println();
            return depth + 1;
        }
        if (line.startsWith("/")) {
            below(line);
            out.println();
            return depth;
        }
        String range = "Depth must be in range [0, " + (layers - 1) + "]";
        try {
            int wanted = Integer.parseInt(line);
            if (wanted < 0 || wanted >= layers) {
                out.println(range);
                return depth;
            }
            layer(wanted);
            out.println();
            return depth;
        } catch (NumberFormatException e) {
            out.println("Input " + line + " is not valid. " + range
                    + ". Path must be an absolute path which starts with '/'.");
            out.println();
            return depth;
        }
    }

    private void below(String path) {
        @Nullable SortedMap<String, SummedTree.Sum> lefts = left.children(path);
        @Nullable SortedMap<String, SummedTree.Sum> rights = right.children(path);
        out.println("Analysis for node " + path);
        if (lefts == null && rights == null) {
            out.println("Path " + path + " is neither found in left tree nor right tree.");
        } else {
            difference.print(lefts == null ? new TreeMap<>() : lefts, rights == null ? new TreeMap<>() : rights);
        }
    }
}
