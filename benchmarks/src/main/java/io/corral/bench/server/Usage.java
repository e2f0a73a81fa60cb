package io.corral.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What processes have used, as Linux counts it.
 *
 * @param cpuMillis user and system time since their start, in milliseconds (to 10 ms per process)
 * @param residentKilobytes memory they hold now
 * @param peakKilobytes the most each held since its start
 */
public record Usage(long cpuMillis, long residentKilobytes, long peakKilobytes) {
    /** Fields of {@code /proc/PID/stat} after the command's name in parentheses, counted from the state. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    /** The kernel shows times to programs in hundredths of a second on every common architecture. */
    private static final long MILLIS_PER_TICK = 10;

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /** What this process has used. */
    public static Usage ofThisProcess() {
        return of(List.of(ProcessHandle.current().pid()));
    }

    /** The sum over the processes of the given ids, which are alive. */
    static Usage of(List<Long> pids) {
        Usage sum = new Usage(0, 0, 0);
        for (long pid : pids) {
            sum = sum.plus(of(Path.of("/proc", Long.toString(pid))));
        }
        return sum;
    }

    private static Usage of(Path proc) {
        try {
            String stat = Files.readString(proc.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
            String status = Files.readString(proc.resolve("status"));
            return new Usage(ticks * MILLIS_PER_TICK, find(RESIDENT, status), find(PEAK, status));
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot read " + proc + ": is this Linux, and does the server live?", failure);
        }
    }

    private static long find(Pattern line, String status) {
        Matcher matcher = line.matcher(status);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private Usage plus(Usage other) {
        return new Usage(
                cpuMillis + other.cpuMillis,
                residentKilobytes + other.residentKilobytes,
                peakKilobytes + other.peakKilobytes);
    }
}
