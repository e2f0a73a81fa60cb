/**
 * Cuts a client connection's stream of bytes into frames: the first four bytes as a four letter word or a length,
 * then length by length, bounded by jute.maxbuffer.
 */
@NullMarked
package io.corral.wire.frame;

import org.jspecify.annotations.NullMarked;
