package io.corral.server.ops;

import com.sun.management.UnixOperatingSystemMXBean;
import io.corral.server.status.HostStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Looks at the process and the machine. Any thread may ask; directories are measured at most once in ten seconds.
 */
public final class HostProbe {

    private static final long REMEASURE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Path dataDir;
    private final Path logDir;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private volatile DirectorySizes sizes;

    /**
     * A probe for a server that starts now.
     *
     * @param dataDir directory of the snapshots; need not exist yet
     * @param logDir directory of the log; need not exist yet
     * @param nanoClock monotonic clock in nanoseconds
     */
    public HostProbe(Path dataDir, Path logDir, LongSupplier nanoClock) {
        this.dataDir = dataDir;
        this.logDir = logDir;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.sizes = new DirectorySizes(startNanos - REMEASURE_NANOS, 0, 0);
    }

    /** The process and the machine now. */
    public HostStatus read() {
        long now = nanoClock.getAsLong();
        return read(now, sizes(now));
    }

    /** The same with the sizes of the directories as they were last measured: for those whom a slow disk must not hold up. */
    public HostStatus readFromMemory() {
        return read(nanoClock.getAsLong(), sizes);
    }

    private HostStatus read(long now, DirectorySizes current) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        long openFiles = system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : -1;
        long maxFiles = system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : -1;
        return new HostStatus(
                Duration.ofNanos(now - startNanos).toMillis(),
                heap.getUsed(),
                heap.getCommitted(),
                heap.getMax(),
                openFiles,
                maxFiles,
                current.dataBytes(),
                current.logBytes());
    }

    private DirectorySizes sizes(long now) {
        DirectorySizes current = sizes;
        if (now - current.measuredAt() < REMEASURE_NANOS) {
            return current;
        }
        DirectorySizes fresh = new DirectorySizes(now, bytesIn(dataDir), bytesIn(logDir));
        sizes = fresh;
        return fresh;
    }

    private static long bytesIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return -1;
        }
    }

    private record DirectorySizes(long measuredAt, long dataBytes, long logBytes) {}
}
