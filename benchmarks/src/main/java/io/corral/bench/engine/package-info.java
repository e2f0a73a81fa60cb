/**
 * Replication engines side by side: Corral's own behind the front end that all of them share, and the runs that compare them.
 */
@NullMarked
package io.corral.bench.engine;

import org.jspecify.annotations.NullMarked;
