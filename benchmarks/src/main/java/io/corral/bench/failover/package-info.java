/**
 * How long a cluster cannot write when its leader dies or falls silent.
 */
@NullMarked
package io.corral.bench.failover;

import org.jspecify.annotations.NullMarked;
