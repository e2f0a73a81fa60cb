package io.corral.tool;

import io.corral.server.exchange.ZooKeeperData;
import io.corral.server.exchange.ZooKeeperSnapshotWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of a stopped ZooKeeper server, snapshot and transaction log, and writes what the server would start with as one
 * snapshot, for the admin command {@code restore}. Writes to nothing else.
 */
public final class ZooKeeperImport {
    private static final int OK = 0;
    private static final int UNREADABLE = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String DATA = "--data";
    private static final String LOG = "--log";
    private static final String OUTPUT = "--output";
    private static final Set<String> OPTIONS = Set.of(DATA, LOG, OUTPUT);

    private ZooKeeperImport() {}

    /** Runs the tool. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs the tool with these streams; returns the exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        Optional<Order> order = Order.of(List.of(arguments));
        if (order.isEmpty()) {
            err.println("USAGE: corral-import --data DATADIR [--log DATALOGDIR] [--output FILE]");
            err.println(
                    "       Reads the data of a stopped ZooKeeper server and says how far it goes; with --output it also");
            err.println("       writes it as one snapshot, for the admin command restore.");
            return BAD_ARGUMENTS;
        }
        try {
            work(order.get(), out);
            return OK;
        } catch (IOException e) {
            err.println("Not imported: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            return UNREADABLE;
        }
    }

    private static void work(Order order, PrintStream out) throws IOException {
        ZooKeeperData data = ZooKeeperData.read(order.data(), order.log());
        data.passedOver().forEach(damage -> out.println("Passed over " + damage));
        out.println("Read " + data.snapshot() + " and " + data.logs().size() + " log files: "
                + data.state().nodeCount() + " nodes, "
                + data.state().sessions().size() + " sessions, "
                + data.transactions() + " transactions after the snapshot.");
        out.println("Last zxid: 0x" + Long.toHexString(data.state().lastZxid()));
        Path output = order.output();
        if (output != null) {
            write(data, output);
            out.println("Written to " + output + " (" + Files.size(output) + " bytes).");
        }
    }

    /** The file is there whole or not at all. */
    private static void write(ZooKeeperData data, Path output) throws IOException {
        Path building = output.resolveSibling(output.getFileName() + ".building");
        try {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(building), BUFFER_BYTES)) {
                ZooKeeperSnapshotWriter.write(data.state(), file);
            }
            Files.move(building, output, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(building);
        }
    }

    /** What is to be done. */
    private record Order(Path data, Path log, @Nullable Path output) {

        /** Empty when the arguments say something else. */
        static Optional<Order> of(List<String> arguments) {
            Map<String, Path> values = new HashMap<>();
            for (int i = 0; i + 1 < arguments.size(); i += 2) {
                values.put(arguments.get(i), Path.of(arguments.get(i + 1)));
            }
            Path data = values.get(DATA);
            if (data == null || arguments.size() % 2 != 0 || !OPTIONS.containsAll(values.keySet())) {
                return Optional.empty();
            }
            return Optional.of(new Order(data, values.getOrDefault(LOG, data), values.get(OUTPUT)));
        }
    }
}
