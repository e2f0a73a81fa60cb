package io.corral.tool;

import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.TreeSet;

/** Sums up the nodes below each inner node of a snapshot, in the form of ZooKeeper's tool. */
public final class SnapshotSummary {
    private static final int OK = 0;
    private static final int UNREADABLE = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final String USAGE = """
            USAGE:

            zkSnapshotRecursiveSummaryToolkit.sh  <snapshot_file>  <starting_node>  <max_depth>

            snapshot_file:    a snapshot, of ZooKeeper or of Corral
            starting_node:    the node to begin at
            max_depth:        how many levels below it are shown; 0 shows all. What is not shown is counted all the same.
            """;

    private final TreeState state;
    private final int maxDepth;

    private SnapshotSummary(TreeState state, int maxDepth) {
        this.state = state;
        this.maxDepth = maxDepth;
    }

    /** Runs the tool. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs the tool with these streams; returns the exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        int maxDepth = arguments.length == 3 ? number(arguments[2]) : -1;
        if (maxDepth < 0) {
            err.print(USAGE);
            return BAD_ARGUMENTS;
        }
        Path file = Path.of(arguments[0]);
        try {
            TreeState state = AnySnapshot.read(file);
            if (state.find(arguments[1]) == null) {
                err.println("There is no node " + arguments[1] + " in " + file);
                return UNREADABLE;
            }
            StringBuilder lines = new StringBuilder();
            new SnapshotSummary(state, maxDepth).sumUp(arguments[1], 0, lines);
            out.println(lines);
            return OK;
        } catch (IOException e) {
            err.println(file + " cannot be read: " + e.getMessage());
            return UNREADABLE;
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private record Sum(long nodes, long bytes) {
        Sum plus(Sum other) {
            return new Sum(nodes + other.nodes, bytes + other.bytes);
        }
    }

    /** What a node and all below it amount to; says so when it has children and is not too deep. */
    private Sum sumUp(String path, int depth, StringBuilder lines) {
        Znode node = state.find(path);
        if (node == null) {
            return new Sum(0, 0);
        }
        Sum sum = new Sum(1, node.dataLength());
        StringBuilder below = new StringBuilder();
        for (String child : new TreeSet<>(node.childPaths())) {
            sum = sum.plus(sumUp(child, depth + 1, below));
        }
        if (node.numChildren() > 0 && (maxDepth == 0 || depth <= maxDepth)) {
            String indent = "--".repeat(depth);
            lines.append(indent).append(' ').append(path).append('\n');
            lines.append(indent).append("   children: ").append(sum.nodes - 1).append('\n');
            lines.append(indent).append("   data: ").append(sum.bytes).append('\n');
            lines.append(below);
        }
        return sum;
    }
}
