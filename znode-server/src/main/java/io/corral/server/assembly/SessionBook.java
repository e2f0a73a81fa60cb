package io.corral.server.assembly;

import io.corral.server.replication.SessionExpiry;
import io.corral.server.status.Expiries;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When sessions expire, for those who show it.
 *
 * @param expiry knows it
 * @param executor the one thread that may ask it
 * @param nanoClock monotonic time in nanoseconds
 * @param wallClockMillis milliseconds since 1970
 */
record SessionBook(SessionExpiry expiry, Executor executor, LongSupplier nanoClock, LongSupplier wallClockMillis) {

    CompletableFuture<Expiries> read() {
        return CompletableFuture.supplyAsync(this::newest, executor);
    }

    /** A session that was opened a moment ago is in it. */
    private Expiries newest() {
        expiry.run();
        return new Expiries(
                expiry.deadlinesMillis(),
                wallClockMillis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong()));
    }
}
