/**
 * From running servers and a load to figures.
 */
@NullMarked
package io.corral.bench.measure;

import org.jspecify.annotations.NullMarked;
