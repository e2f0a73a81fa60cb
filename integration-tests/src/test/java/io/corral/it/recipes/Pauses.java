package io.corral.it.recipes;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** How long things last in these tests; the lengths depend on one another. */
final class Pauses {
    /** Session timeout of every client. A client gives up a silent server after two thirds of it. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(12);

    /** Clients of a paused server go elsewhere (after 8 of 12 seconds), yet have time left to keep their sessions. */
    static final Duration LONGER_THAN_CLIENTS_WAIT = Duration.ofMillis(8_500);

    /** How long a killed leader stays dead once its successor serves. */
    static final Duration WHILE_DEAD = Duration.ofMillis(500);

    /** How long a test waits for what must come. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Pauses() {}

    /** Lets time pass. */
    static void hold(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        await().atMost(duration.plusSeconds(10))
                .pollDelay(duration)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> System.nanoTime() >= end);
    }
}
