package io.corral.wire.record;

/**
 * What precedes every request body.
 *
 * @param xid the client's id of the request; replies repeat it
 * @param opCode the raw operation code, known or not; see {@link OpCode#of}
 */
public record RequestHeader(int xid, int opCode) {}
