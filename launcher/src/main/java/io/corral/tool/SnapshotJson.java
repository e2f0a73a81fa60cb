package io.corral.tool;

import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.path.PathRules;
import java.io.PrintStream;
import java.util.TreeSet;

/**
 * Writes the sizes of all nodes as ZooKeeper's tool does with {@code -json}: the form that ncdu, a viewer of disk usage, reads. A node
 * without children is an object, one with children an array of its own object and what is below.
 */
final class SnapshotJson {
    private static final int FIRST_NUMBER = 1001;

    private final TreeState state;
    private final PrintStream out;
    private int number = FIRST_NUMBER;

    private SnapshotJson(TreeState state, PrintStream out) {
        this.state = state;
        this.out = out;
    }

    /**
     * Writes a whole state.
     *
     * @param state the state
     * @param nowMillis milliseconds since 1970
     * @param out where to
     */
    static void write(TreeState state, long nowMillis, PrintStream out) {
        out.print(
                "[1,0,{\"progname\":\"SnapshotFormatter.java\",\"progver\":\"0.01\",\"timestamp\":" + nowMillis + "},");
        new SnapshotJson(state, out).node(PathRules.ROOT, PathRules.ROOT);
        out.print("]");
        out.flush();
    }

    private void node(String path, String name) {
        Znode node = state.find(path);
        if (node == null) {
            return;
        }
        boolean inner = node.numChildren() > 0;
        out.print(inner ? "[" : "");
        out.print("{\"name\":\"" + escaped(name) + "\",\"asize\":" + node.dataLength() + ",\"dsize\":"
                + node.dataLength() + ",\"dev\":0,\"ino\":" + number + "}");
        number++;
        for (String child : new TreeSet<>(node.childPaths())) {
            out.print(",");
            node(child, PathRules.nameOf(child));
        }
        out.print(inner ? "]" : "");
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
