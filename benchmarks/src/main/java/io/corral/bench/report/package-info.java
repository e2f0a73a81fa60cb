/**
 * Figures of several rounds, and the table that shows them side by side.
 */
@NullMarked
package io.corral.bench.report;

import org.jspecify.annotations.NullMarked;
