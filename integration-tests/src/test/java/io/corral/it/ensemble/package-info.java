/**
 * Ensembles of real server processes on loopback: started, stopped, killed, paused, and asked who leads.
 *
 * <p>Nothing here knows what is being tested; {@link io.corral.it.ensemble.EnsembleExtension} gives a test class its ensemble
 * and prints the servers' logs when a test fails.
 */
@NullMarked
package io.corral.it.ensemble;

import org.jspecify.annotations.NullMarked;
