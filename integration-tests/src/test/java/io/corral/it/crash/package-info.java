/**
 * Server processes killed at random moments under load: what was acknowledged stays, and nothing is done twice.
 *
 * <p>{@link io.corral.it.crash.Ledger} holds what clients were told, {@link io.corral.it.crash.LedgerWriter} makes them write, and
 * {@link io.corral.it.crash.Audit} compares the ledger with what one server shows.
 */
@NullMarked
package io.corral.it.crash;

import org.jspecify.annotations.NullMarked;
