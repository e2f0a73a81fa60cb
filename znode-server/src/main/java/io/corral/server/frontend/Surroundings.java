package io.corral.server.frontend;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Time and chance, which the server takes from outside. All three are thread-safe.
 *
 * @param nanoClock monotonic clock in nanoseconds
 * @param wallClockMillis wall clock in milliseconds since 1970
 * @param random a source that nobody can guess: session passwords come from it
 */
public record Surroundings(LongSupplier nanoClock, LongSupplier wallClockMillis, RandomGenerator random) {
    private static final int PASSWORD_BYTES = 16;

    byte[] freshPassword() {
        byte[] password = new byte[PASSWORD_BYTES];
        random.nextBytes(password);
        return password;
    }
}
