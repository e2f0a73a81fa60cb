package io.corral.server.status;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The process and the machine.
 *
 * @param uptimeMillis since the server started
 * @param heapUsedBytes used heap
 * @param heapTotalBytes heap that the process has from the system at present
 * @param heapMaxBytes largest heap
 * @param openFiles open file descriptors; -1 when unknown
 * @param maxFiles limit of file descriptors; -1 when unknown
 * @param dataDirBytes size of the snapshot directory; -1 when unknown
 * @param logDirBytes size of the log directory; -1 when unknown
 */
public record HostStatus(
        long uptimeMillis,
        long heapUsedBytes,
        long heapTotalBytes,
        long heapMaxBytes,
        long openFiles,
        long maxFiles,
        long dataDirBytes,
        long logDirBytes) {

    private static final long MEGABYTE = 1 << 20;

    /** The heap as {@code envi} and the admin commands show it, in megabytes, by name, in the order in which it is shown. */
    public Map<String, String> memory() {
        Map<String, String> memory = new LinkedHashMap<>();
        memory.put("os.memory.free", megabytes(heapTotalBytes - heapUsedBytes));
        memory.put("os.memory.max", megabytes(heapMaxBytes));
        memory.put("os.memory.total", megabytes(heapTotalBytes));
        return memory;
    }

    private static String megabytes(long bytes) {
        return bytes / MEGABYTE + "MB";
    }
}
