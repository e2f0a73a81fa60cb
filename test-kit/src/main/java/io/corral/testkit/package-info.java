/**
 * Tools the tests of all modules share: clocks that move only when told, seeds that are printed and can be replayed, and
 * scenarios read from files.
 */
@NullMarked
package io.corral.testkit;

import org.jspecify.annotations.NullMarked;
