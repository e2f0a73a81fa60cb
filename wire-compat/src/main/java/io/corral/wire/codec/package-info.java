/**
 * Bytes to records and back: one codec for each direction, and Jute's archives on Netty buffers beneath them.
 *
 * <p>Servers use {@link io.corral.wire.codec.RequestDecoder} and {@link io.corral.wire.codec.ReplyEncoder}; clients the
 * counterparts. No type of Jute appears in what the records hold; only the two archives know its interfaces.
 */
@NullMarked
package io.corral.wire.codec;

import org.jspecify.annotations.NullMarked;
