package io.corral.tool;

import io.corral.raft.log.InspectedRecord;
import io.corral.raft.log.LogInspection;
import io.corral.raft.snapshot.SnapshotInspection;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Prints, verifies and summarises the log and the snapshots of a stopped server, or of a copy of its files.
 *
 * <p>Exit codes: 0 all is well, 1 something is damaged, 2 bad arguments or unreadable files.
 */
@Command(
        name = "corral-log",
        mixinStandardHelpOptions = true,
        description = "Looks at the Raft log and the snapshots of a stopped server, or of a copy. Never writes.",
        footer = "Exit codes: 0 all is well, 1 something is damaged, 2 bad arguments or unreadable files.",
        synopsisSubcommandLabel = "COMMAND")
public final class CorralLog {
    private static final int OK = 0;
    private static final int DAMAGED = 1;
    private static final int UNUSABLE = 2;

    private final PrintStream out;

    private CorralLog(PrintStream out) {
        this.out = out;
    }

    /** Runs the tool. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs the tool with these streams; returns the exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        CommandLine line = new CommandLine(new CorralLog(out));
        line.setExecutionExceptionHandler((failed, command, parsed) -> {
            err.println("corral-log: " + (failed.getMessage() == null ? failed : failed.getMessage()));
            return UNUSABLE;
        });
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        if (arguments.length == 0) {
            line.usage(err);
            return UNUSABLE;
        }
        return line.execute(arguments);
    }

    @Command(description = "Says whether a node could start from this log, and what is damaged.")
    int verify(@Parameters(paramLabel = "DIR", description = "The folder with the segments.") Path directory)
            throws IOException {
        LogInspection log = LogInspection.of(directory);
        for (String file : log.setAside()) {
            out.println("set aside earlier: " + file);
        }
        Optional<String> damage = log.damage();
        if (damage.isPresent()) {
            out.println("DAMAGED " + damage.get());
            return DAMAGED;
        }
        out.println(
                "ok, " + log.segments().size() + " segments, " + log.groups().size() + " groups");
        return OK;
    }

    @Command(description = "Sums up segments and groups.")
    int summary(@Parameters(paramLabel = "DIR", description = "The folder with the segments.") Path directory)
            throws IOException {
        LogInspection log = LogInspection.of(directory);
        for (String segment : log.segments()) {
            LogInspection.SegmentSummary summary = log.summary(segment);
            out.printf(
                    "%s  %,d of %,d bytes used, %,d batches, %,d entries%n",
                    summary.file(), summary.usedBytes(), summary.bytes(), summary.batches(), summary.entries());
        }
        Optional<String> damage = log.damage();
        if (damage.isPresent()) {
            out.println("DAMAGED " + damage.get());
            return DAMAGED;
        }
        for (LogInspection.GroupSummary group : log.groups()) {
            out.println("group " + group.group() + ": entries " + group.firstIndex() + " to " + group.lastIndex() + ", "
                    + RecordLine.of(group.hardState()));
        }
        return OK;
    }

    @Command(description = "Prints records, one a line: file, offset, size, kind, group, index@term, payload.")
    int print(
            @Parameters(paramLabel = "DIR", description = "The folder with the segments.") Path directory,
            @Option(names = "--from", description = "The first index wanted; only entries are printed then.")
                    Optional<Long> from,
            @Option(names = "--to", description = "The last index wanted; only entries are printed then.")
                    Optional<Long> to,
            @Option(names = "--group", description = "Only records of this group.") Optional<Integer> group)
            throws IOException {
        LogInspection log = LogInspection.of(directory);
        boolean onlyEntries = from.isPresent() || to.isPresent();
        for (String segment : log.segments()) {
            log.records(segment, record -> {
                boolean inRange = record.kind().isEntry()
                        && record.index() >= from.orElse(Long.MIN_VALUE)
                        && record.index() <= to.orElse(Long.MAX_VALUE);
                boolean ofGroup = group.isEmpty() || isOf(record, group.get());
                if (ofGroup && (inRange || !onlyEntries)) {
                    out.println(RecordLine.of(record));
                }
            });
        }
        return log.damage().map(this::reportDamage).orElse(OK);
    }

    private int reportDamage(String damage) {
        out.println("DAMAGED " + damage);
        return DAMAGED;
    }

    private static boolean isOf(InspectedRecord record, int group) {
        boolean isOfAll = record.kind() == InspectedRecord.Kind.SEGMENT || record.kind() == InspectedRecord.Kind.BATCH;
        return !isOfAll && record.group() == group;
    }

    @Command(description = "Lists snapshots, and reads all of each to see whether it is intact.")
    int snapshots(@Parameters(paramLabel = "DIR", description = "The folder with the snapshots.") Path directory)
            throws IOException {
        List<SnapshotInspection.Found> found = SnapshotInspection.of(directory);
        boolean allIntact = true;
        for (SnapshotInspection.Found snapshot : found) {
            allIntact &= snapshot.intact();
            out.println(snapshot.folder() + "  " + (snapshot.intact() ? "intact" : "DAMAGED") + "  "
                    + snapshot.meta()
                            .map(meta -> "index " + meta.index() + ", term " + meta.term() + ", " + meta.lengthBytes()
                                    + " bytes, " + meta.membership())
                            .orElse("unreadable manifest"));
        }
        return allIntact ? OK : DAMAGED;
    }
}
