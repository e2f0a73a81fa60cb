/**
 * The servers that are measured: three processes of one program, and what they cost, as the operating system counts it.
 */
@NullMarked
package io.corral.bench.server;

import org.jspecify.annotations.NullMarked;
