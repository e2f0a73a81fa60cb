/**
 * Apache Ratis behind the benchmark's front end.
 */
@NullMarked
package io.corral.bench.ratis;

import org.jspecify.annotations.NullMarked;
