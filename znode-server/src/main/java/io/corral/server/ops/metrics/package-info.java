/** A server's metrics for Prometheus. */
@NullMarked
package io.corral.server.ops.metrics;

import org.jspecify.annotations.NullMarked;
