/**
 * SOFAJRaft behind the benchmark's front end.
 */
@NullMarked
package io.corral.bench.jraft;

import org.jspecify.annotations.NullMarked;
