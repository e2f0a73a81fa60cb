/**
 * The first packet each way on a connection, which has no header: ConnectRequest and ConnectResponse.
 */
@NullMarked
package io.corral.wire.handshake;

import org.jspecify.annotations.NullMarked;
