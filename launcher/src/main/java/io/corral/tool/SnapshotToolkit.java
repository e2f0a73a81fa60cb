package io.corral.tool;

import io.corral.tree.TreeState;
import io.corral.tree.Znode;
import io.corral.tree.session.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Prints a snapshot in the form of ZooKeeper's tool: of Corral, or in ZooKeeper's format. */
public final class SnapshotToolkit {
    private static final int OK = 0;
    private static final int UNREADABLE = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final List<String> OPTIONS = List.of("", "-d", "-json");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.ENGLISH);

    private final PrintStream out;
    private final boolean withData;

    private SnapshotToolkit(PrintStream out, boolean withData) {
        this.out = out;
        this.withData = withData;
    }

    /** Runs the tool. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs the tool with these streams; returns the exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        String option = arguments.length == 2 ? arguments[0] : "";
        if (arguments.length < 1 || arguments.length > 2 || !OPTIONS.contains(option)) {
            err.println("USAGE: zkSnapShotToolkit.sh [-d|-json] snapshot_file");
            err.println("       -d dump the data for each znode");
            err.println("       -json dump znode info in json format");
            return BAD_ARGUMENTS;
        }
        Path file = Path.of(arguments[arguments.length - 1]);
        try {
            TreeState state = AnySnapshot.read(file);
            if (option.equals("-json")) {
                SnapshotJson.write(state, System.currentTimeMillis(), out);
            } else {
                new SnapshotToolkit(out, option.equals("-d")).print(state);
            }
            return OK;
        } catch (IOException e) {
            err.println(file + " cannot be read: " + e.getMessage());
            return UNREADABLE;
        }
    }

    private void print(TreeState state) {
        // ZooKeeper counts the root twice.
        out.println("ZNode Details (count=" + (state.nodeCount() + 1) + "):");
        out.println("----");
        new TreeMap<>(state.nodes()).forEach(this::print);
        out.println("Session Details (sid, timeout, ephemeralCount):");
        new TreeMap<>(state.sessions()).values().forEach(this::print);
        out.println("----");
        out.println("Last zxid: 0x" + Long.toHexString(state.lastZxid()));
    }

    private void print(String path, Znode node) {
        out.println(path);
        out.println("  cZxid = 0x" + hex(node.czxid()));
        out.println("  ctime = " + date(node.ctime()));
        out.println("  mZxid = 0x" + hex(node.mzxid()));
        out.println("  mtime = " + date(node.mtime()));
        out.println("  pZxid = 0x" + hex(node.pzxid()));
        out.println("  cversion = " + node.createCount());
        out.println("  dataVersion = " + node.version());
        out.println("  aclVersion = " + node.aversion());
        out.println("  ephemeralOwner = 0x" + hex(node.owner()));
        byte[] data = node.data();
        if (withData) {
            out.println("  data = " + (data == null ? "" : Base64.getEncoder().encodeToString(data)));
        } else {
            out.println("  dataLength = " + node.dataLength());
        }
        out.println("----");
    }

    private void print(Session session) {
        out.printf(
                "%#016x, %d, %d%n",
                session.id(), session.timeoutMillis(), session.ephemeralPaths().size());
    }

    private static String date(long millis) {
        return DATE.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }

    private static String hex(long number) {
        return String.format("%014x", number);
    }
}
