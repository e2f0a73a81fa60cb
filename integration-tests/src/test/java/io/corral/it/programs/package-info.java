/**
 * Processes of programs that are not Corral's: started, spoken to, killed, and asked what they have printed.
 *
 * <p>The rooms beside this one use it for programs that were built on ZooKeeper. Nothing here knows which program it runs.
 */
@NullMarked
package io.corral.it.programs;

import org.jspecify.annotations.NullMarked;
