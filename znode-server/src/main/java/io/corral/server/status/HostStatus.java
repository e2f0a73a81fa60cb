package io.corral.server.status;

/**
 * The process and the machine.
 *
 * @param uptimeMillis since the server started
 * @param heapUsedBytes used heap
 * @param heapMaxBytes largest heap
 * @param openFiles open file descriptors; -1 when unknown
 * @param maxFiles limit of file descriptors; -1 when unknown
 * @param dataDirBytes size of the snapshot directory; -1 when unknown
 * @param logDirBytes size of the log directory; -1 when unknown
 */
public record HostStatus(
        long uptimeMillis,
        long heapUsedBytes,
        long heapMaxBytes,
        long openFiles,
        long maxFiles,
        long dataDirBytes,
        long logDirBytes) {}
