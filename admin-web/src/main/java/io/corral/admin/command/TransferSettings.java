package io.corral.admin.command;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What an operator allows of copies of the state.
 *
 * @param snapshotEnabled whether they may be fetched ({@code admin.snapshot.enabled})
 * @param snapshotInterval the shortest time between two that are fetched
 * @param restoreEnabled whether they may replace the state ({@code admin.restore.enabled})
 * @param restoreInterval the shortest time between two that do
 * @param nanoClock monotonic clock in nanoseconds
 */
public record TransferSettings(
        boolean snapshotEnabled,
        Duration snapshotInterval,
        boolean restoreEnabled,
        Duration restoreInterval,
        LongSupplier nanoClock) {}
