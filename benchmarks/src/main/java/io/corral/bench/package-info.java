/**
 * Measurements: JMH benchmarks of the hot paths, and runs of Corral and ZooKeeper side by side on one machine.
 */
@NullMarked
package io.corral.bench;

import org.jspecify.annotations.NullMarked;
