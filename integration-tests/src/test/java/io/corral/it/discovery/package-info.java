/**
 * Curator's service discovery between processes: services that announce themselves, die with and without a farewell, and somebody
 * who looks for them. What one JVM shows of it is in {@link io.corral.it.recipes}.
 */
@NullMarked
package io.corral.it.discovery;

import org.jspecify.annotations.NullMarked;
