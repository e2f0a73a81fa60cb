package io.corral.server.exchange;

import io.corral.tree.TreeState;
import io.corral.wire.transaction.TransactionLog;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The data of a stopped ZooKeeper server: the newest snapshot that is whole, and the transactions that came after it.
 *
 * @param state what the server would start with
 * @param snapshot the file that was begun with
 * @param logs the files of the transaction log that were read, oldest first
 * @param transactions how many transactions came after the snapshot
 * @param passedOver newer snapshots that are not whole, each with what is wrong
 */
public record ZooKeeperData(
        TreeState state, Path snapshot, List<Path> logs, long transactions, List<String> passedOver) {

    /** The folder in a data directory in which ZooKeeper keeps its files. */
    public static final String FOLDER = "version-2";

    private static final String SNAPSHOT = "snapshot.";
    private static final String LOG = "log.";
    private static final int HEXADECIMAL = 16;

    /**
     * Whether a ZooKeeper server has kept its data here.
     *
     * @param dataDir {@code dataDir} or {@code dataLogDir} of a server
     */
    public static boolean isIn(Path dataDir) {
        try {
            Path folder = dataDir.resolve(FOLDER);
            return !files(folder, SNAPSHOT).isEmpty() || !files(folder, LOG).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads the data of a server that does not run.
     *
     * @param dataDir its {@code dataDir}
     * @param dataLogDir its {@code dataLogDir}; the same when it has none of its own
     * @throws IOException when there is none, or it is damaged; the message says where and how
     */
    public static ZooKeeperData read(Path dataDir, Path dataLogDir) throws IOException {
        List<String> passedOver = new ArrayList<>();
        for (NumberedFile snapshot : newestFirst(files(dataDir.resolve(FOLDER), SNAPSHOT))) {
            ReplayedTree tree = new ReplayedTree();
            try (InputStream in = open(snapshot.path())) {
                ZooKeeperSnapshotReader.read(in, tree);
            } catch (IOException e) {
                passedOver.add(snapshot.path() + ": " + e.getMessage());
                continue;
            }
            tree.snapshotEndsAt(snapshot.zxid());
            List<Path> logs = logsFrom(dataLogDir.resolve(FOLDER), snapshot.zxid());
            for (Path log : logs) {
                replay(log, tree);
            }
            return new ZooKeeperData(state(tree), snapshot.path(), logs, tree.transactions(), List.copyOf(passedOver));
        }
        throw new IOException(
                passedOver.isEmpty()
                        ? "there is no snapshot of ZooKeeper in " + dataDir.resolve(FOLDER)
                        : "no snapshot is whole: " + String.join("; ", passedOver));
    }

    private static TreeState state(ReplayedTree tree) throws IOException {
        try {
            return tree.finish();
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException("snapshot and logs make no tree: " + e.getMessage(), e);
        }
    }

    private static void replay(Path log, ReplayedTree tree) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(log))) {
            TransactionLog.read(in, tree::execute);
        } catch (IOException e) {
            throw new IOException(log + ": " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path snapshot) throws IOException {
        String name = snapshot.getFileName().toString();
        InputStream file = new BufferedInputStream(Files.newInputStream(snapshot));
        return name.endsWith(".gz") ? new BufferedInputStream(new GZIPInputStream(file)) : file;
    }

    /** The file in which the transaction behind the snapshot may be, and all after it. */
    private static List<Path> logsFrom(Path folder, long zxid) throws IOException {
        List<NumberedFile> logs = new ArrayList<>(files(folder, LOG));
        logs.sort(Comparator.comparingLong(NumberedFile::zxid));
        int first = 0;
        for (int i = 0; i < logs.size(); i++) {
            if (logs.get(i).zxid() <= zxid + 1) {
                first = i;
            }
        }
        return logs.subList(first, logs.size()).stream().map(NumberedFile::path).toList();
    }

    private static List<NumberedFile> newestFirst(List<NumberedFile> files) {
        return files.stream()
                .sorted(Comparator.comparingLong(NumberedFile::zxid).reversed())
                .toList();
    }

    private static List<NumberedFile> files(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.flatMap(path -> NumberedFile.of(path, prefix).stream()).toList();
        }
    }

    /**
     * A file that is named after a zxid.
     *
     * @param zxid of a snapshot the last one it is sure to hold, of a log its first one
     */
    private record NumberedFile(Path path, long zxid) {
        static Optional<NumberedFile> of(Path path, String prefix) {
            String name = path.getFileName().toString();
            if (!name.startsWith(prefix)) {
                return Optional.empty();
            }
            String number = name.substring(prefix.length()).replaceFirst("\\.(gz|snappy)$", "");
            try {
                return Optional.of(new NumberedFile(path, Long.parseUnsignedLong(number, HEXADECIMAL)));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }
}
