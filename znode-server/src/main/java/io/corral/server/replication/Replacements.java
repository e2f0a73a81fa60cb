package io.corral.server.replication;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Tells those who replace the state by a copy when this server has done so. Thread-safe. */
public final class Replacements {
    private final Map<Long, CompletableFuture<Long>> expected = new ConcurrentHashMap<>();

    /** Promises the zxid of the state after the replacement of this number; to be asked before the command is sent. */
    public CompletableFuture<Long> expect(long number) {
        return expected.computeIfAbsent(number, unused -> new CompletableFuture<>());
    }

    /** Nobody waits for it any more. */
    public void forget(long number) {
        expected.remove(number);
    }

    void happened(long number, long zxid) {
        CompletableFuture<Long> waiting = expected.remove(number);
        if (waiting != null) {
            waiting.complete(zxid);
        }
    }
}
