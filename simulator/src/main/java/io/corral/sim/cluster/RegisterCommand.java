package io.corral.sim.cluster;

import io.corral.sim.history.Operation;
import java.nio.ByteBuffer;

/**
 * An operation as it travels through the log.
 *
 * @param client who asks
 * @param sequence number of the operation among those of the client; the same when it is sent again
 * @param operation what is asked
 * @param padding bytes without meaning, so that entries differ in size
 */
record RegisterCommand(int client, int sequence, Operation operation, int padding) {
    private static final int BYTES = 2 * Integer.BYTES + 2 + 2 * Long.BYTES;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES + padding)
                .putInt(client)
                .putInt(sequence)
                .put(operation.kind().code())
                .put((byte) operation.key())
                .putLong(operation.first())
                .putLong(operation.second())
                .array();
    }

    static RegisterCommand decode(byte[] payload) {
        ByteBuffer buffer = ByteBuffer.wrap(payload);
        int client = buffer.getInt();
        int sequence = buffer.getInt();
        Operation.Kind kind = Operation.Kind.of(buffer.get());
        int key = buffer.get();
        Operation operation = new Operation(kind, key, buffer.getLong(), buffer.getLong());
        return new RegisterCommand(client, sequence, operation, buffer.remaining());
    }
}
