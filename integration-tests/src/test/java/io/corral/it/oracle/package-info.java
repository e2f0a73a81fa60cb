/**
 * Plays the same random operations on a real ZooKeeper and on Corral and compares every answer, Stat, tree and watch
 * event. A {@link io.corral.it.oracle.Script} is pure data made from a seed; a {@link io.corral.it.oracle.Play} performs
 * it on one {@link io.corral.it.oracle.Subject} and writes a transcript in which zxids, session ids and times are
 * replaced by what must be equal on both sides; {@link io.corral.it.oracle.Comparison} finds the first difference.
 */
@NullMarked
package io.corral.it.oracle;

import org.jspecify.annotations.NullMarked;
